import type { CheckSlotInput, SlotCheck } from '@rendez/contract'
import { isBookable } from '@rendez/core'
import type { LoadOffered } from './load-offered-inputs.ts'

/** Whether one start can be booked now, with the codes of every reason against it. */
export async function checkSlot(load: LoadOffered, input: CheckSlotInput): Promise<SlotCheck> {
  const start = Date.parse(input.startTime)
  const range = { start, end: start + 1 }
  const { inputs } = await load(input.meetingTypeId, range)
  const verdict = isBookable(inputs, start)
  const reasons = verdict.bookable ? [] : verdict.reasons.map((reason) => reason.code)
  return { available: verdict.bookable, reasons }
}
