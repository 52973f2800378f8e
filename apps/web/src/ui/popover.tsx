import { Popover as AriaPopover, type PopoverProps } from 'react-aria-components'
import { classNames } from './class-names.ts'

type Props = Omit<PopoverProps, 'className'> & { className?: string }

/** The ground of menus, lists and small panels that open beside what opened them. */
export function Popover({ className, ...props }: Props) {
  return (
    <AriaPopover
      offset={6}
      {...props}
      className={classNames(
        'overflow-auto rounded-card border border-line bg-surface shadow-popover outline-none',
        className,
      )}
    />
  )
}
