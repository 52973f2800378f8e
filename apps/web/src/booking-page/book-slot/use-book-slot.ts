import type { CreateBookingInput, CreatedBooking } from '@rendez/contract'
import { useMemo, useState } from 'react'
import { browserSlotSource } from '../api/browser-slot-source.ts'
import { useBookingRequest } from '../invitee-form/use-booking-request.ts'
import { useDraft } from '../invitee-form/use-draft.ts'
import { useLostAnswer } from '../invitee-form/use-lost-answer.ts'
import type { InviteeDraft, MeetingTypePageModel, View } from '../page-model.ts'
import { useSlotPicker } from '../pick-slot/use-slot-picker.ts'
import { useStage } from '../pick-slot/use-stage.ts'
import { useGuardedStart } from './use-guarded-start.ts'
import { useReopenedForm } from './use-reopened-form.ts'

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
    inviteeTimeFormat: view.timeFormat,
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
    holding.forget()
    onBooked(booking)
  }
  const request = useBookingRequest(refusalOf(model), finish)
  useLostAnswer(meetingType.id, model.goneStart, finish)

  const chooseStart = (chosen: number) => {
    setStartIsGone(false)
    request.setRefusal(null)
    picker.chooseStart(chosen)
  }
  const holding = useGuardedStart({
    meetingType,
    picker,
    isPicking: stage.stage === 'pick',
    onRefused: request.setRefusal,
    onGone: () => setStartIsGone(true),
  })
  useReopenedForm(meetingType.id, model.goneStart, (kept) => {
    setStartIsGone(false)
    picker.chooseStart(kept)
    stage.reopenDetails()
  })
  const seeOtherTimes = () => {
    request.setRefusal(null)
    picker.chooseStart(null)
    picker.refresh()
    stage.backToTimes()
  }
  const send = () => {
    if (picker.start === null) return
    const input = requestOf(model, view, { draft, start: picker.start })
    void request.send(input, holding.holdToken())
  }
  return {
    picker: { ...picker, chooseStart },
    ...stage,
    startIsGone,
    draft,
    change,
    request,
    hold: holding.hold,
    seeOtherTimes,
    send,
  }
}
