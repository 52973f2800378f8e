import type { LucideIcon } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuTrigger,
  Separator,
} from 'react-aria-components'
import { Popover } from './popover.tsx'

type MenuProps = { label: string; trigger: ReactElement; children: ReactNode }

/** What can be done with the thing that `trigger` belongs to. */
export function Menu({ label, trigger, children }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover placement="bottom end">
        <AriaMenu aria-label={label} className="min-w-48 p-1 outline-none">
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

type MenuActionProps = {
  icon: LucideIcon
  label: string
  /** Where it leads, instead of what it does. */
  href?: string
  target?: '_blank'
  isDangerous?: boolean
  onAction?: () => void
}

export function MenuAction({ icon: Icon, label, isDangerous = false, ...props }: MenuActionProps) {
  return (
    <AriaMenuItem
      {...props}
      textValue={label}
      className={`option ${isDangerous ? 'text-danger-ink' : ''}`}
    >
      <Icon aria-hidden className={`size-4 shrink-0 ${isDangerous ? '' : 'text-muted'}`} />
      {label}
    </AriaMenuItem>
  )
}

export const MenuSeparator = () => <Separator className="my-1 h-px border-0 bg-line" />
