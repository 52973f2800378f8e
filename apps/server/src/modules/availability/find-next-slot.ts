import type { NextSlotInput, NextSlotResult } from '@rendez/contract'
import { generateSlots } from '@rendez/core'
import type { Clock } from '../../ports/clock.ts'
import type { LoadOffered } from './load-offered-inputs.ts'
import { presentSlot } from './present-slot.ts'

const DAY = 86_400_000
// Most hosts have a free slot within days; one who is booked for months costs four queries.
const CHUNKS_DAYS = [7, 28, 112, 253]

/**
 * The first free slot that starts at `from` or later, or null when there is none in the 400 days
 * after `from` or now, whichever comes later.
 */
export async function findNextSlot(
  { load, clock }: { load: LoadOffered; clock: Clock },
  input: NextSlotInput,
): Promise<NextSlotResult> {
  let start = Math.max(Date.parse(input.from), clock.now())
  for (const days of CHUNKS_DAYS) {
    const range = { start, end: start + days * DAY }
    const { inputs } = await load(input.meetingTypeId, range)
    const [first] = generateSlots(inputs, range)
    if (first !== undefined) return { slot: presentSlot(first, inputs.rules.durationMinutes) }
    start = range.end
  }
  return { slot: null }
}
