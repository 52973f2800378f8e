import { SearchX } from 'lucide-react'
import { ButtonLink } from '../../ui/button-link.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'

/** For an address that leads nowhere, outside the frame of the dashboard. */
export function NotFoundScreen() {
  return (
    <main className="mx-auto w-full max-w-xl p-4">
      <NothingHere />
    </main>
  )
}

export function NothingHere() {
  return (
    <>
      <title>Not found · Rendez</title>
      <EmptyState
        icon={SearchX}
        title="There is nothing here"
        headingLevel={1}
        action={<ButtonLink href="/app/bookings">Go to your bookings</ButtonLink>}
      >
        The address may be mistyped, or what it led to may have been deleted.
      </EmptyState>
    </>
  )
}
