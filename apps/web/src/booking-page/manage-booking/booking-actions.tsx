import type { Booking } from '@rendez/contract'
import { LinkButton } from '../parts/link-button.tsx'
import { LinkForm } from '../parts/link-form.tsx'
import { cancelAnchor } from './cancel-form.tsx'

// A deleted meeting type has no link, but its host may offer others.
function rebookPath({ host, meetingType }: Booking): string {
  return meetingType.slug === '' ? `/${host.username}` : `/${host.username}/${meetingType.slug}`
}

/** What can be done with a booking now. */
export function BookingActions(props: { booking: Booking; onMode(mode: 'move' | 'cancel'): void }) {
  const { booking, onMode } = props
  if (!booking.changeable) {
    return (
      <p>
        <a href={rebookPath(booking)} className="button button-secondary">
          Book another time
        </a>
      </p>
    )
  }
  return (
    <LinkForm className="flex flex-wrap items-center gap-2 border-line border-t pt-6">
      <p className="mr-auto text-muted text-sm max-sm:w-full">Something came up?</p>
      <LinkButton
        name="step"
        value="move"
        className="button button-secondary"
        onClick={() => onMode('move')}
      >
        Reschedule
      </LinkButton>
      <LinkButton
        name="step"
        value="cancel"
        anchor={cancelAnchor}
        className="button button-secondary"
        onClick={() => onMode('cancel')}
      >
        Cancel
      </LinkButton>
    </LinkForm>
  )
}
