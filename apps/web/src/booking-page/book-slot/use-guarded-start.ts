import { checkSlot } from '../api/check-slot.ts'
import type { Refusal } from '../api/refusal.ts'
import { type Holding, useHold } from '../invitee-form/use-hold.ts'
import type { MeetingTypePageModel } from '../page-model.ts'
import type { SlotPicker } from '../pick-slot/use-slot-picker.ts'
import { useTakenCheck } from '../pick-slot/use-taken-check.ts'
import { takenRefusal } from './taken-refusal.ts'

/**
 * Looks after the chosen start: while times are picked it tells when it is gone, and while the form is
 * open it is held.
 */
export function useGuardedStart(props: {
  meetingType: MeetingTypePageModel['meetingType']
  picker: SlotPicker
  isPicking: boolean
  /** The form is open, and its time cannot be had. */
  onRefused(refusal: Refusal): void
  onGone(): void
}): Holding {
  const { meetingType, picker, isPicking, onRefused, onGone } = props
  const refuse = (refusal: Refusal) => {
    picker.refresh()
    onRefused(refusal)
  }
  // Nothing can be held now, but it may still be known that the time is taken.
  const checkWithoutHold = async (start: number) => {
    const answer = await checkSlot(meetingType.id, start)
    if (!answer.ok || answer.value.available) return
    refuse(takenRefusal(picker.knownStarts, start, meetingType.durationMinutes))
  }
  const holding = useHold(meetingType.id, isPicking ? null : picker.start, (refusal, start) => {
    if (refusal.retryable) void checkWithoutHold(start)
    else refuse(refusal)
  })
  useTakenCheck(meetingType.id, isPicking ? picker.start : null, () => {
    picker.refresh()
    picker.chooseStart(null)
    onGone()
  })
  return holding
}
