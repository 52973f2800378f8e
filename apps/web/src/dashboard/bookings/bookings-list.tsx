import { readApiError } from '../../lib/read-api-error.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { useNow } from '../use-now.ts'
import { useTimeView } from '../use-profile.ts'
import type { BookingsShown } from './bookings-search.ts'
import { BookingsSkeleton } from './bookings-skeleton.tsx'
import { DayOfBookingsList } from './day-of-bookings-list.tsx'
import { groupByDay } from './group-by-day.ts'
import { NoBookings } from './no-bookings.tsx'
import { useBookings } from './use-bookings.ts'

type Props = { show: BookingsShown; search: string }

export function BookingsList({ show, search }: Props) {
  const view = useTimeView()
  const now = useNow()
  const list = useBookings({ show, search })
  if (list.isPending) return <BookingsSkeleton />
  if (list.isError) {
    return (
      <ErrorState
        title="Your bookings could not be loaded"
        message={readApiError(list.error).message}
        onRetry={() => void list.refetch()}
        isRetrying={list.isFetching}
      />
    )
  }
  const days = groupByDay(
    list.data.pages.flatMap(({ bookings }) => bookings),
    { ...view, now },
  )
  if (days.length === 0) return <NoBookings show={show} search={search} />
  return (
    <div className="grid grid-cols-1 gap-7">
      {days.map((day) => (
        <DayOfBookingsList key={day.date} day={day} />
      ))}
      {list.hasNextPage && (
        <Button
          className="justify-self-center"
          onPress={() => void list.fetchNextPage()}
          isPending={list.isFetchingNextPage}
        >
          Show more
        </Button>
      )}
    </div>
  )
}
