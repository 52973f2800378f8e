import type { NextSlotResult, SlotList } from '@rendez/contract'
import { type SlotSource, SlotsRefusedError } from '../visit/slot-source.ts'
import type { Answer } from './refusal.ts'
import { sendRequest } from './send-request.ts'

const instant = (at: number) => new Date(at).toISOString()

function orThrow<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value
  const { message, retryable } = answer.refusal
  throw retryable ? new Error(message) : new SlotsRefusedError(message)
}

/** The free slots of a meeting type, asked of the API. Rejects when no good answer comes. */
export function browserSlotSource(meetingTypeId: string): SlotSource {
  return {
    async listSlots(from, to) {
      const query = new URLSearchParams({
        meeting_type_id: meetingTypeId,
        from: instant(from),
        to: instant(to),
        timezone: 'UTC',
      })
      const { slots } = orThrow(await sendRequest<SlotList>(`/api/availability/slots?${query}`))
      return slots.map(({ startTime, endTime }) => ({
        start: Date.parse(startTime),
        end: Date.parse(endTime),
      }))
    },

    async findNextStart(from) {
      const input = JSON.stringify({ meetingTypeId, from: instant(from) })
      const path = `/api/trpc/availability.nextSlot?${new URLSearchParams({ input })}`
      const { result } = orThrow(await sendRequest<{ result: { data: NextSlotResult } }>(path))
      return result.data.slot === null ? null : Date.parse(result.data.slot.startTime)
    },
  }
}
