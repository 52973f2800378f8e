import { createContext, type ReactNode, useContext } from 'react'
import { useIsAlive } from './use-is-alive.ts'

/** Where forms lead while there is no JavaScript, and what they carry there: names and values. */
export const LinkTarget = createContext<{
  method: 'get' | 'post'
  /** The page's own address when it is left out. */
  action?: string
  fields: readonly (readonly [string, string])[]
}>({ method: 'get', fields: [] })

/** What every form carries along; with JavaScript no form is sent. */
export function CarriedFields({ without }: { without?: string }) {
  const { fields } = useContext(LinkTarget)
  if (useIsAlive()) return null
  return fields
    .filter(([name]) => name !== without)
    .map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)
}

/** Buttons inside lead to another state of this page: by a request until JavaScript takes over. */
export function LinkForm(props: {
  children: ReactNode
  className?: string
  /** The field that the form has itself. */
  without?: string
}) {
  const { children, className, without } = props
  const { method, action } = useContext(LinkTarget)
  return (
    <form
      method={method}
      action={action}
      className={className}
      onSubmit={(event) => event.preventDefault()}
    >
      <CarriedFields {...(without === undefined ? {} : { without })} />
      {children}
    </form>
  )
}
