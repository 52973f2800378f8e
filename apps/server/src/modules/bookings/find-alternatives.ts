import type { Slot } from '@rendez/contract'
import { generateSlots, type Interval, nearestSlots } from '@rendez/core'
import { type AvailabilityModule, presentSlot } from '../availability/availability.module.ts'
import { findDayBounds } from './find-day-bounds.ts'

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
  const day = findDayBounds(wanted, timeZone)
  const isSameDay = (start: number) => start >= day.start.getTime() && start < day.end.getTime()
  const sameDay = nearestSlots(starts.filter(isSameDay), wanted, COUNT)
  const others = starts.filter((start) => !isSameDay(start))
  const further = nearestSlots(others, wanted, COUNT - sameDay.length)
  return [...sameDay, ...further].sort((left, right) => left - right)
}
