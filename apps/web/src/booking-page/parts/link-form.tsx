import { createContext, type ReactNode, useContext } from 'react'

/** What the address carries from page to page while there is no JavaScript: name and value. */
export const CarriedFields = createContext<readonly (readonly [string, string])[]>([])

/** Buttons inside lead to another state of this page: by the address until JavaScript takes over. */
export function LinkForm({ children, className }: { children: ReactNode; className?: string }) {
  const carried = useContext(CarriedFields)
  return (
    <form method="get" className={className} onSubmit={(event) => event.preventDefault()}>
      {carried.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  )
}
