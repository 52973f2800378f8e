import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, type CheckboxProps } from 'react-aria-components'

type Props = Omit<CheckboxProps, 'className' | 'children'> & { children: ReactNode }

export function Checkbox({ children, ...props }: Props) {
  return (
    <AriaCheckbox {...props} className="checkbox">
      <span aria-hidden className="checkbox-box">
        <Check className="size-3.5" strokeWidth={3} />
      </span>
      {children}
    </AriaCheckbox>
  )
}
