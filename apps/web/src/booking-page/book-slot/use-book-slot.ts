import type { CreateBookingInput, CreatedBooking } from '@rendez/contract'
import { useMemo, useState } from 'react'
import { browserSlotSource } from '../api/browser-slot-source.ts'
import { useBookingRequest } from '../invitee-form/use-booking-request.ts'
import { useDraft } from '../invitee-form/use-draft.ts'
import { useLostAnswer } from '../invitee-form/use-lost-answer.ts'
import type { InviteeDraft, MeetingTypePageModel, View } from '../page-model.ts'
import { useSlotPicker } from '../pick-slot/use-slot-picker.ts'
import { useStage } from '../pick-slot/use-stage.ts'
import { useTakenCheck } from '../pick-slot/use-taken-check.ts'
import { takenRefusal } from './taken-refusal.ts'

const refusalOf = ({ outcome }: MeetingTypePageModel) =>
  outcome !== null && 'refusal' in outcome ? outcome.refusal : null

/** What is sent: the number only where it is asked for and given. */
function requestOf(
  { meetingType }: MeetingTypePageModel,
  view: View,
  { draft, start }: { draft: InviteeDraft; start: number },
): CreateBookingInput {
  const hasPhone = meetingType.sms !== 'off' && draft.phone.trim() !== ''
  return {
    meetingTypeId: meetingType.id,
    startTime: new Date(start).toISOString(),
    inviteeName: draft.name,
    inviteeEmail: draft.email,
    inviteeTimeZone: view.timeZone,
    ...(hasPhone ? { inviteePhone: draft.phone } : {}),
    notes: draft.notes,
  }
}

/** Everything that happens between the first look at the month and the booking. */
export function useBookSlot(
  model: MeetingTypePageModel,
  view: View,
  onBooked: (booking: CreatedBooking) => void,
) {
  const { meetingType, month, slots, date, start, opensOnFirst } = model
  const source = useMemo(() => browserSlotSource(meetingType.id), [meetingType.id])
  const picker = useSlotPicker({
    source,
    timeZone: view.timeZone,
    choice: { month, date, start },
    first: { month, slots },
    followFirst: opensOnFirst,
  })
  const stage = useStage(picker, start === null ? 'pick' : 'details')
  const [startIsGone, setStartIsGone] = useState(model.goneStart !== null)
  const { draft, change, forget } = useDraft(meetingType.id, model.draft)
  const finish = (booking: CreatedBooking) => {
    forget()
    onBooked(booking)
  }
  const request = useBookingRequest(refusalOf(model), finish)
  useLostAnswer(meetingType.id, model.goneStart, finish)

  const chooseStart = (chosen: number) => {
    setStartIsGone(false)
    request.setRefusal(null)
    picker.chooseStart(chosen)
  }
  const { knownStarts } = picker
  useTakenCheck(meetingType.id, picker.start, (taken) => {
    picker.refresh()
    if (stage.stage === 'details') {
      request.setRefusal(takenRefusal(knownStarts, taken, meetingType.durationMinutes))
    } else {
      picker.chooseStart(null)
      setStartIsGone(true)
    }
  })
  const seeOtherTimes = () => {
    request.setRefusal(null)
    picker.chooseStart(null)
    picker.refresh()
    stage.backToTimes()
  }
  const send = () => {
    if (picker.start === null) return
    void request.send(requestOf(model, view, { draft, start: picker.start }))
  }
  return {
    picker: { ...picker, chooseStart },
    ...stage,
    startIsGone,
    draft,
    change,
    request,
    seeOtherTimes,
    send,
  }
}
