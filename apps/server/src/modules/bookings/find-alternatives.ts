import type { Slot } from '@rendez/contract'
import { generateSlots, type Interval, localDate, nearestSlots } from '@rendez/core'
import { type AvailabilityModule, presentSlot } from '../availability/availability.module.ts'

export type WantedSlot = {
  meetingTypeId: string
  /** In epoch milliseconds. */
  start: number
  /** The invitee's: it says which slots are on the same day. */
  timeZone: string
  exceptBookingId?: string
}

const DAY = 86_400_000
const COUNT = 5
// The second look is for hosts whose next weeks are full.
const REACHES_DAYS = [7, 60]

/**
 * At most five free slots, ascending: the nearest ones of the same day, then the nearest of other
 * days up to two months away.
 */
export async function findAlternatives(
  { loadSchedulingInputs }: Pick<AvailabilityModule, 'loadSchedulingInputs'>,
  { meetingTypeId, start, timeZone, ...options }: WantedSlot,
): Promise<Slot[]> {
  let slots: Slot[] = []
  for (const days of REACHES_DAYS) {
    const range: Interval = { start: start - days * DAY, end: start + days * DAY }
    const { inputs } = await loadSchedulingInputs(meetingTypeId, range, options)
    const nearest = nearestFirstOnSameDay(generateSlots(inputs, range), start, timeZone)
    slots = nearest.map((slot) => presentSlot(slot, inputs.rules.durationMinutes))
    if (slots.length === COUNT) break
  }
  return slots
}

function nearestFirstOnSameDay(starts: number[], wanted: number, timeZone: string): number[] {
  const date = localDate(wanted, timeZone)
  // No date is longer than two days, so only the near ones need to be asked for theirs.
  const isSameDay = (start: number) =>
    Math.abs(start - wanted) < 2 * DAY && localDate(start, timeZone) === date
  const sameDay = nearestSlots(starts.filter(isSameDay), wanted, COUNT)
  const others = starts.filter((start) => !isSameDay(start))
  const further = nearestSlots(others, wanted, COUNT - sameDay.length)
  return [...sameDay, ...further].sort((left, right) => left - right)
}
