import { type ReactNode, useContext } from 'react'
import { LinkTarget } from './link-form.tsx'
import { useIsAlive } from './use-is-alive.ts'

/** A button of JavaScript's that, until that takes over, sends its form with its own name and value. */
export function LinkButton(props: {
  name: string
  value: string
  /** The id of the element to begin at on the page that follows. */
  anchor?: string
  className: string
  onClick(): void
  children: ReactNode
}) {
  const { name, value, anchor, className, onClick, children } = props
  const { action = '' } = useContext(LinkTarget)
  return (
    <button
      type={useIsAlive() ? 'button' : 'submit'}
      name={name}
      value={value}
      // What leads elsewhere needs nothing of what the form asks for.
      formNoValidate
      formAction={anchor === undefined ? undefined : `${action}#${anchor}`}
      onClick={onClick}
      className={className}
    >
      {children}
    </button>
  )
}
