import type { Booking } from '@rendez/contract'
import { localDate } from '@rendez/core'
import { type ReactNode, useContext } from 'react'
import type { ManageKey } from '../api/manage-booking.ts'
import type { ManageStage, View } from '../page-model.ts'
import { BackButton } from '../parts/back-button.tsx'
import { ChosenTime } from '../parts/chosen-time.tsx'
import { LinkTarget } from '../parts/link-form.tsx'
import { MeetingTime } from '../parts/meeting-time.tsx'
import { SlotShell } from '../parts/slot-shell.tsx'
import { SlotPicker } from '../pick-slot/slot-picker.tsx'
import { useStageFocus } from '../pick-slot/use-stage-focus.ts'
import type { ViewControl } from '../visit/use-view.ts'
import { ConfirmMove } from './confirm-move.tsx'
import { useMove } from './use-move.ts'

function FormerTime({ booking, view }: { booking: Booking; view: View }) {
  return (
    <div className="mt-4 border-line border-l-2 pl-3 text-sm">
      <p className="text-muted">Now</p>
      <MeetingTime
        start={Date.parse(booking.startTime)}
        end={Date.parse(booking.endTime)}
        view={view}
      />
    </div>
  )
}

/** Every form inside is a step of the move. */
function MoveSteps({ children }: { children: ReactNode }) {
  const target = useContext(LinkTarget)
  const fields = [...target.fields, ['step', 'move'] as const]
  return <LinkTarget value={{ ...target, fields }}>{children}</LinkTarget>
}

/** Another time for a booking that keeps its identity: the same picker, then a word to confirm. */
export function MoveBooking(props: {
  booking: Booking
  manageKey: ManageKey
  viewControl: ViewControl
  stage: Extract<ManageStage, { mode: 'move' }>
  now: number
  onMoved(booking: Booking): void
  onChanged(booking: Booking): void
  onLeave(): void
}) {
  const { booking, viewControl, now, onLeave } = props
  const { view } = viewControl
  const { host, location } = booking
  const move = useMove({ ...props, view })
  const { start } = move.picker
  // The host may have changed the length since it was booked: a move takes the one on offer.
  const durationMinutes = move.picker.durationMinutes ?? booking.meetingType.durationMinutes
  const meetingType = { ...booking.meetingType, durationMinutes }
  const isConfirming = move.isConfirming && start !== null
  const contentRef = useStageFocus(isConfirming ? 'details' : 'pick')
  const end = (start ?? 0) + durationMinutes * 60_000
  return (
    <SlotShell
      meeting={{ ...meetingType, host, locationKind: location.kind, description: '' }}
      aside={
        <>
          <FormerTime booking={booking} view={view} />
          {isConfirming && (
            <ChosenTime
              start={start}
              end={end}
              now={now}
              view={view}
              hostTimeZone={host.timeZone}
            />
          )}
        </>
      }
    >
      <div ref={contentRef}>
        <MoveSteps>
          {isConfirming ? (
            <>
              <BackButton
                label="Other times"
                name="date"
                value={localDate(start, view.timeZone)}
                onClick={move.backToTimes}
              />
              <ConfirmMove booking={booking} start={start} move={move} view={view} />
            </>
          ) : (
            <>
              <BackButton label="Keep the time" name="step" value="look" onClick={onLeave} />
              <SlotPicker
                picker={move.picker}
                viewControl={viewControl}
                hostTimeZone={host.timeZone}
                now={now}
                startIsGone={move.startIsGone}
                onNext={move.openConfirm}
              />
            </>
          )}
        </MoveSteps>
      </div>
    </SlotShell>
  )
}
