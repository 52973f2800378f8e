import type { CreatedBooking } from '@rendez/contract'
import { localDate } from '@rendez/core'
import { InviteeForm } from '../invitee-form/invitee-form.tsx'
import type { MeetingTypePageModel } from '../page-model.ts'
import { BackButton } from '../parts/back-button.tsx'
import { ChosenTime } from '../parts/chosen-time.tsx'
import { SlotShell } from '../parts/slot-shell.tsx'
import { SlotPicker } from '../pick-slot/slot-picker.tsx'
import { useStageFocus } from '../pick-slot/use-stage-focus.ts'
import type { ViewControl } from '../visit/use-view.ts'
import { useBookSlot } from './use-book-slot.ts'

/** From the month to the booking: pick a time, fill in the details, send. */
export function BookSlot(props: {
  model: MeetingTypePageModel
  viewControl: ViewControl
  onBooked(booking: CreatedBooking): void
}) {
  const { model, viewControl, onBooked } = props
  const { meetingType, now } = model
  const { view } = viewControl
  const booking = useBookSlot(model, view, onBooked)
  const contentRef = useStageFocus(booking.stage)
  const hostTimeZone = meetingType.host.timeZone
  const { start } = booking.picker
  const isDetails = booking.stage === 'details' && start !== null
  // Without any free time left, the page itself says how long the meeting is.
  const durationMinutes = booking.picker.durationMinutes ?? meetingType.durationMinutes
  const end = (start ?? 0) + durationMinutes * 60_000
  return (
    <SlotShell
      meeting={meetingType}
      aside={
        isDetails && (
          <ChosenTime start={start} end={end} now={now} view={view} hostTimeZone={hostTimeZone} />
        )
      }
    >
      <div ref={contentRef}>
        {isDetails ? (
          <>
            <BackButton
              label="Other times"
              name="date"
              value={localDate(start, view.timeZone)}
              onClick={booking.backToTimes}
            />
            <h2 tabIndex={-1} className="mb-5 text-xl outline-none">
              Your details
            </h2>
            <InviteeForm
              start={start}
              view={view}
              draft={booking.draft}
              sms={meetingType.sms}
              idempotencyKey={model.idempotencyKey}
              isSending={booking.request.isSending}
              refusal={booking.request.refusal}
              hold={booking.hold}
              onChange={booking.change}
              onSend={booking.send}
              onChooseOther={booking.picker.chooseStart}
              onOtherTimes={booking.seeOtherTimes}
            />
          </>
        ) : (
          <SlotPicker
            picker={booking.picker}
            viewControl={viewControl}
            hostTimeZone={hostTimeZone}
            now={now}
            startIsGone={booking.startIsGone}
            onNext={booking.openDetails}
          />
        )}
      </div>
    </SlotShell>
  )
}
