import { useEffect, useState } from 'react'
import { BookSlot } from './book-slot/book-slot.tsx'
import { BookingManager } from './manage-booking/booking-manager.tsx'
import type { MeetingTypePageModel } from './page-model.ts'
import { PageFrame } from './parts/page-frame.tsx'
import { useView } from './visit/use-view.ts'

/** The address becomes the booking's own, so that a reload shows it; Back starts afresh. */
function useBookingAddress(booking: { id: string; manageToken: string } | null): void {
  useEffect(() => {
    if (booking === null) return
    history.replaceState(null, '', `/booking/${booking.id}#${booking.manageToken}`)
    const startAfresh = () => window.location.reload()
    window.addEventListener('popstate', startAfresh)
    return () => window.removeEventListener('popstate', startAfresh)
  }, [booking])
}

/** The page of one meeting type, up to the booking and beyond. */
export function MeetingTypePage({ model }: { model: MeetingTypePageModel }) {
  const viewControl = useView(model.view)
  const { outcome } = model
  const [booking, setBooking] = useState(
    outcome !== null && 'booking' in outcome ? outcome.booking : null,
  )
  useBookingAddress(booking)
  if (booking === null) {
    return (
      <PageFrame width="wide">
        <BookSlot model={model} viewControl={viewControl} onBooked={setBooking} />
      </PageFrame>
    )
  }
  return (
    <BookingManager
      booking={booking}
      manageKey={{ bookingId: booking.id, manageToken: booking.manageToken }}
      justDone="booked"
      stage={{ mode: 'look', refusal: null }}
      now={model.now}
      viewControl={viewControl}
    />
  )
}
