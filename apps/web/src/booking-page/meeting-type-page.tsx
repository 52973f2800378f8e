import { useEffect, useState } from 'react'
import { BookSlot } from './book-slot/book-slot.tsx'
import { BookingManager } from './manage-booking/booking-manager.tsx'
import { useBookingAddress } from './manage-booking/use-booking-address.ts'
import type { MeetingTypePageModel } from './page-model.ts'
import { PageFrame } from './parts/page-frame.tsx'
import { useView } from './visit/use-view.ts'

/** What the browser's Back leads to after the booking is no state of this page. */
function useFreshStartOnBack(isBooked: boolean): void {
  useEffect(() => {
    if (!isBooked) return
    const startAfresh = () => window.location.reload()
    window.addEventListener('popstate', startAfresh)
    return () => window.removeEventListener('popstate', startAfresh)
  }, [isBooked])
}

/** The page of one meeting type, up to the booking and beyond. */
export function MeetingTypePage({ model }: { model: MeetingTypePageModel }) {
  const viewControl = useView(model.view)
  const { outcome } = model
  const [booking, setBooking] = useState(
    outcome !== null && 'booking' in outcome ? outcome.booking : null,
  )
  const manageKey =
    booking === null ? null : { bookingId: booking.id, manageToken: booking.manageToken }
  useBookingAddress(manageKey)
  useFreshStartOnBack(booking !== null)
  if (booking === null || manageKey === null) {
    return (
      <PageFrame width="wide">
        <BookSlot model={model} viewControl={viewControl} onBooked={setBooking} />
      </PageFrame>
    )
  }
  return (
    <BookingManager
      booking={booking}
      manageKey={manageKey}
      justDone="booked"
      stage={{ mode: 'look', refusal: null }}
      now={model.now}
      viewControl={viewControl}
    />
  )
}
