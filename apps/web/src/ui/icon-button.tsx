import type { LucideIcon } from 'lucide-react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { classNames } from './class-names.ts'
import { Tooltip } from './tooltip.tsx'

type IconButtonProps = Omit<AriaButtonProps, 'className' | 'children' | 'aria-label'> & {
  icon: LucideIcon
  /** What it does, for whoever cannot see the icon and for the tooltip. */
  label: string
  className?: string
}

export function IconButton({ icon: Icon, label, className, ...props }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <AriaButton {...props} aria-label={label} className={classNames('icon-button', className)}>
        <Icon aria-hidden className="size-[1.125rem]" />
      </AriaButton>
    </Tooltip>
  )
}
