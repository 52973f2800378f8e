import type { SlotCheck } from '@rendez/contract'
import type { Answer } from './refusal.ts'
import { sendRequest } from './send-request.ts'

/** Asks whether a start (epoch milliseconds) is still free. */
export function checkSlot(meetingTypeId: string, start: number): Promise<Answer<SlotCheck>> {
  const query = new URLSearchParams({
    meeting_type_id: meetingTypeId,
    start_time: new Date(start).toISOString(),
  })
  return sendRequest(`/api/availability/check?${query}`)
}
