import { useNavigate, useParams } from '@tanstack/react-router'
import { api } from '../../lib/api-client.ts'
import { readApiError } from '../../lib/read-api-error.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { BookingDetails } from './booking-details.tsx'

/** The details of one booking at the side of the list, at an address of their own. */
export function BookingPanel() {
  const navigate = useNavigate()
  const { bookingId } = useParams({ from: '/host/shell/app/bookings/$bookingId' })
  const close = () => void navigate({ to: '/app/bookings', search: (search) => search })
  return (
    <SidePanel title="Booking" onClose={close}>
      <PanelContent id={bookingId} />
    </SidePanel>
  )
}

function PanelContent({ id }: { id: string }) {
  const booking = api.bookings.get.useQuery({ id })
  if (booking.isPending) {
    return (
      <Loading label="Loading the booking">
        <div className="grid grid-cols-1 gap-4">
          <Skeleton className="h-7 w-2/3" />
          <Skeleton className="h-12" />
          <Skeleton className="h-32" />
        </div>
      </Loading>
    )
  }
  if (booking.isSuccess) return <BookingDetails booking={booking.data} />
  const error = readApiError(booking.error)
  return error.retryable ? (
    <ErrorState
      title="The booking could not be loaded"
      message={error.message}
      onRetry={() => void booking.refetch()}
      isRetrying={booking.isFetching}
    />
  ) : (
    <ErrorState
      title="There is no such booking"
      message="It may belong to another account, or its address may be mistyped."
    />
  )
}
