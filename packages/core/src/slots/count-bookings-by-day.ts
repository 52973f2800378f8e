import type { Interval } from '../intervals/interval.ts'
import { DAY, epochDayAt } from '../zones/epoch-day.ts'
import { zoneTable } from '../zones/zone-table.ts'
import type { SchedulingInputs } from './scheduling-inputs.ts'

/** How many bookings start on an epoch day of the schedule's zone, for the days that meet `range`. */
export function countBookingsByDay(
  { bookedStarts, schedule }: SchedulingInputs,
  range: Interval,
): ReadonlyMap<number, number> {
  const near = { start: range.start - 2 * DAY, end: range.end + 2 * DAY }
  const table = zoneTable(schedule.timeZone, near)
  const counts = new Map<number, number>()
  for (const start of bookedStarts) {
    if (start < near.start || start > near.end) continue
    const day = epochDayAt(table, start)
    counts.set(day, (counts.get(day) ?? 0) + 1)
  }
  return counts
}
