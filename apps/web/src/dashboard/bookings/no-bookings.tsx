import { CalendarCheck, CalendarX, History, SearchX } from 'lucide-react'
import { ButtonLink } from '../../ui/button-link.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { publicLink } from '../public-link.ts'
import { useProfile } from '../use-profile.ts'
import type { BookingsShown } from './bookings-search.ts'

/** What stands in place of an empty list. */
export function NoBookings({ show, search }: { show: BookingsShown; search: string }) {
  const { username } = useProfile()
  if (search !== '') {
    return (
      <EmptyState
        icon={SearchX}
        title={`Nothing for “${search}”`}
        action={<ButtonLink href={`/app/bookings?show=${show}`}>Clear the search</ButtonLink>}
      >
        The search looks at names, e-mail addresses and titles.
      </EmptyState>
    )
  }
  if (show === 'past') {
    return (
      <EmptyState icon={History} title="No meetings yet">
        Meetings move here when they are over.
      </EmptyState>
    )
  }
  if (show === 'cancelled') {
    return (
      <EmptyState icon={CalendarX} title="Nothing was cancelled">
        Bookings that you or your guests cancel are kept here with the reason.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={CalendarCheck}
      title="No upcoming bookings"
      action={<CopyButton text={publicLink(username)} label="Copy your link" variant="primary" />}
    >
      Share your link. When somebody picks a time, it appears here and in your mail.
    </EmptyState>
  )
}
