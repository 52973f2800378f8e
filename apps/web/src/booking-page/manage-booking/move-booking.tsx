import type { Booking } from '@rendez/contract'
import type { ManageKey } from '../api/manage-booking.ts'
import { RefusalNotice } from '../invitee-form/refusal-notice.tsx'
import type { View } from '../page-model.ts'
import { BackButton } from '../parts/back-button.tsx'
import { ChosenTime } from '../parts/chosen-time.tsx'
import { MeetingTime } from '../parts/meeting-time.tsx'
import { SlotShell } from '../parts/slot-shell.tsx'
import { SlotPicker } from '../pick-slot/slot-picker.tsx'
import { useStageFocus } from '../pick-slot/use-stage-focus.ts'
import type { ViewControl } from '../visit/use-view.ts'
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

function ConfirmMove({ move, view }: { move: ReturnType<typeof useMove>; view: View }) {
  const { refusal, isSending } = move
  return (
    <div className="grid max-w-[30rem] gap-5">
      <h2 tabIndex={-1} className="text-xl outline-none">
        Move to this time?
      </h2>
      {refusal !== null && (
        <RefusalNotice
          refusal={refusal}
          view={view}
          onChoose={move.picker.chooseStart}
          onOtherTimes={move.backToTimes}
        />
      )}
      <p className="text-muted">Everybody gets the new time by mail. The old one becomes free.</p>
      <div>
        <button
          type="button"
          aria-disabled={isSending}
          onClick={() => void move.send()}
          className="button button-primary min-h-11 w-full sm:w-auto sm:min-w-40"
        >
          {isSending ? 'Moving…' : 'Move meeting'}
        </button>
      </div>
    </div>
  )
}

/** Another time for a booking that keeps its identity: the same picker, then a word to confirm. */
export function MoveBooking(props: {
  booking: Booking
  manageKey: ManageKey
  viewControl: ViewControl
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
        <BackButton
          label={isConfirming ? 'Other times' : 'Keep the time'}
          onClick={isConfirming ? move.backToTimes : onLeave}
        />
        {isConfirming ? (
          <ConfirmMove move={move} view={view} />
        ) : (
          <SlotPicker
            picker={move.picker}
            viewControl={viewControl}
            hostTimeZone={host.timeZone}
            now={now}
            startIsGone={move.startIsGone}
            onNext={move.openConfirm}
          />
        )}
      </div>
    </SlotShell>
  )
}
