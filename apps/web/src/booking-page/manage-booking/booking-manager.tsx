import type { Booking } from '@rendez/contract'
import { useState } from 'react'
import type { ManageKey } from '../api/manage-booking.ts'
import { AddToCalendar } from '../confirmation/add-to-calendar.tsx'
import { PageFrame } from '../parts/page-frame.tsx'
import type { ViewControl } from '../visit/use-view.ts'
import { BookingActions } from './booking-actions.tsx'
import { BookingCard } from './booking-card.tsx'
import { CancelForm } from './cancel-form.tsx'
import type { JustDone } from './headline.ts'
import { MoveBooking } from './move-booking.tsx'

type Mode = 'look' | 'move' | 'cancel'

/** A booking and what its guest can do with it. */
export function BookingManager(props: {
  booking: Booking
  manageKey: ManageKey
  justBooked?: boolean
  now: number
  viewControl: ViewControl
}) {
  const { manageKey, now, viewControl } = props
  const { view } = viewControl
  const [booking, setBooking] = useState(props.booking)
  const [justDone, setJustDone] = useState<JustDone>(props.justBooked ? 'booked' : null)
  const [mode, setMode] = useState<Mode>('look')
  const finish = (done: JustDone) => (changed: Booking) => {
    setBooking(changed)
    setJustDone(done)
    setMode('look')
  }
  if (mode === 'move') {
    return (
      <PageFrame width="wide">
        <MoveBooking
          booking={booking}
          manageKey={manageKey}
          viewControl={viewControl}
          now={now}
          onMoved={finish('moved')}
          onChanged={finish(null)}
          onLeave={() => setMode('look')}
        />
      </PageFrame>
    )
  }
  return (
    <PageFrame width="narrow">
      <BookingCard booking={booking} justDone={justDone} view={view} now={now}>
        {mode === 'cancel' ? (
          <CancelForm
            booking={booking}
            manageKey={manageKey}
            onCancelled={finish('cancelled')}
            onLeave={() => setMode('look')}
          />
        ) : (
          <div className="mt-6 grid gap-6">
            {booking.changeable && <AddToCalendar booking={booking} manageKey={manageKey} />}
            <BookingActions booking={booking} onMode={setMode} />
          </div>
        )}
      </BookingCard>
    </PageFrame>
  )
}
