import type { ListSlotsInput, SlotList } from '@rendez/contract'
import { generateSlots } from '@rendez/core'
import { type AvailabilityDeps, loadOfferedInputs } from './load-offered-inputs.ts'
import { presentSlot } from './present-slot.ts'

/** The free slots whose start lies in `[from, to)`, ascending. */
export async function listSlots(deps: AvailabilityDeps, input: ListSlotsInput): Promise<SlotList> {
  const range = { start: Date.parse(input.from), end: Date.parse(input.to) }
  const { inputs } = await loadOfferedInputs(deps, input.meetingTypeId, range)
  const begun = performance.now()
  const starts = generateSlots(inputs, range)
  deps.onCalculated?.((performance.now() - begun) / 1000)
  deps.onLookup?.('miss')
  const slots = starts.map((start) => presentSlot(start, inputs.rules.durationMinutes))
  return { slots, timeZone: input.timeZone }
}
