import type { CreatedBooking } from '@rendez/contract'
import { useEffect, useEffectEvent } from 'react'
import { createBooking, unansweredBooking } from '../api/create-booking.ts'

/**
 * A guest whose booking went through while its answer was lost, and who loads the page again, finds
 * their time taken: by themselves. Asked again under the same key, the server tells them so.
 */
export function useLostAnswer(
  meetingTypeId: string,
  goneStart: number | null,
  onFound: (booking: CreatedBooking) => void,
): void {
  const report = useEffectEvent(onFound)
  useEffect(() => {
    if (goneStart === null) return
    const input = unansweredBooking(meetingTypeId)
    if (input === null || Date.parse(input.startTime) !== goneStart) return
    void createBooking(input).then((answer) => {
      if (answer.ok) report(answer.value)
    })
  }, [meetingTypeId, goneStart])
}
