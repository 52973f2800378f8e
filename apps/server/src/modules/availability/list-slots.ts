import type { ListSlotsInput, SlotList } from '@rendez/contract'
import type { SlotCache } from './cache/slot-cache.ts'
import { presentSlot } from './present-slot.ts'

/** The free slots whose start lies in `[from, to)`, ascending. */
export async function listSlots(cache: SlotCache, input: ListSlotsInput): Promise<SlotList> {
  const { starts, durationMinutes } = await cache.read(input)
  const slots = starts.map((start) => presentSlot(start, durationMinutes))
  return { slots, timeZone: input.timeZone }
}
