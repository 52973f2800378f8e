import { useEffect, useEffectEvent } from 'react'
import { unansweredBooking } from '../api/create-booking.ts'
import { recallHold } from '../invitee-form/hold-memory.ts'

/**
 * A guest who loads the page again while they fill in the form finds their time taken: held by
 * themselves a moment ago. The form opens again, and holds it anew.
 */
export function useReopenedForm(
  meetingTypeId: string,
  goneStart: number | null,
  onFound: (start: number) => void,
): void {
  const report = useEffectEvent(onFound)
  useEffect(() => {
    if (goneStart === null || recallHold(meetingTypeId)?.start !== goneStart) return
    // A booking whose answer was lost is asked for first.
    if (unansweredBooking(meetingTypeId) === null) report(goneStart)
  }, [meetingTypeId, goneStart])
}
