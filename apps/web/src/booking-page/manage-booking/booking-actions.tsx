import type { Booking } from '@rendez/contract'

/** What can be done with a booking now. */
export function BookingActions(props: { booking: Booking; onMode(mode: 'move' | 'cancel'): void }) {
  const { booking, onMode } = props
  const { host, meetingType } = booking
  if (!booking.changeable) {
    return (
      <p>
        <a href={`/${host.username}/${meetingType.slug}`} className="button button-secondary">
          Book another time
        </a>
      </p>
    )
  }
  return (
    <div className="flex flex-wrap items-center gap-2 border-line border-t pt-6">
      <p className="mr-auto text-muted text-sm max-sm:w-full">Something came up?</p>
      <button type="button" className="button button-secondary" onClick={() => onMode('move')}>
        Reschedule
      </button>
      <button type="button" className="button button-secondary" onClick={() => onMode('cancel')}>
        Cancel
      </button>
    </div>
  )
}
