import type { ReactNode } from 'react'
import { Switch as AriaSwitch, type SwitchProps } from 'react-aria-components'
import { classNames } from './class-names.ts'

type Props = Omit<SwitchProps, 'className' | 'children'> & {
  children?: ReactNode
  className?: string
}

/** On or off, at once. */
export function Switch({ children, className, ...props }: Props) {
  return (
    <AriaSwitch {...props} className={classNames('switch', className)}>
      <span aria-hidden className="switch-track">
        <span className="switch-thumb" />
      </span>
      {children}
    </AriaSwitch>
  )
}
