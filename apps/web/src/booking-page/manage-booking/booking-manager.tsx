import type { Booking } from '@rendez/contract'
import { useState } from 'react'
import type { ManageKey } from '../api/manage-booking.ts'
import { AddToCalendar } from '../confirmation/add-to-calendar.tsx'
import type { ManageStage, View } from '../page-model.ts'
import { LinkTarget } from '../parts/link-form.tsx'
import { PageFrame } from '../parts/page-frame.tsx'
import type { ViewControl } from '../visit/use-view.ts'
import { BookingActions } from './booking-actions.tsx'
import { BookingCard } from './booking-card.tsx'
import { bookingPath } from './booking-path.ts'
import { CancelForm } from './cancel-form.tsx'
import type { JustDone } from './headline.ts'
import { MoveBooking } from './move-booking.tsx'

type ManagerProps = {
  booking: Booking
  manageKey: ManageKey
  /** Where it begins. */
  justDone: JustDone
  stage: ManageStage
  now: number
  viewControl: ViewControl
}

/** Where forms lead without JavaScript: the secret travels in their body, never in an address. */
function linkTarget(
  { bookingId, manageToken }: ManageKey,
  { timeZone, timeZoneFrom, theme }: View,
) {
  const fields: [string, string][] = [['manageToken', manageToken]]
  if (timeZoneFrom === 'address') fields.push(['timezone', timeZone])
  if (theme !== null) fields.push(['theme', theme])
  return { method: 'post', action: bookingPath(bookingId), fields } as const
}

const stages = {
  look: { mode: 'look', refusal: null },
  cancel: { mode: 'cancel', reason: '', refusal: null },
  move: { mode: 'move', opening: null, refusal: null },
} as const

function Manager(props: ManagerProps) {
  const { manageKey, now, viewControl } = props
  const { view } = viewControl
  const [booking, setBooking] = useState(props.booking)
  const [justDone, setJustDone] = useState(props.justDone)
  const [stage, setStage] = useState<ManageStage>(props.stage)
  const finish = (done: JustDone) => (changed: Booking) => {
    setBooking(changed)
    setJustDone(done)
    setStage(stages.look)
  }
  const shared = { booking, manageKey, onLeave: () => setStage(stages.look) }
  if (stage.mode === 'move') {
    return (
      <PageFrame width="wide">
        <MoveBooking
          {...shared}
          viewControl={viewControl}
          stage={stage}
          now={now}
          onMoved={finish('moved')}
          onChanged={finish(null)}
        />
      </PageFrame>
    )
  }
  return (
    <PageFrame width="narrow">
      <BookingCard
        booking={booking}
        justDone={justDone}
        refusal={stage.mode === 'look' ? stage.refusal : null}
        view={view}
        now={now}
      >
        {stage.mode === 'cancel' ? (
          <CancelForm {...shared} stage={stage} onCancelled={finish('cancelled')} />
        ) : (
          <div className="mt-6 grid gap-6">
            {booking.changeable && <AddToCalendar booking={booking} manageKey={manageKey} />}
            <BookingActions booking={booking} onMode={(mode) => setStage(stages[mode])} />
          </div>
        )}
      </BookingCard>
    </PageFrame>
  )
}

/** A booking and what its guest can do with it. */
export function BookingManager(props: ManagerProps) {
  return (
    <LinkTarget value={linkTarget(props.manageKey, props.viewControl.view)}>
      <Manager {...props} />
    </LinkTarget>
  )
}
