import type { DayBounds } from '../availability/booking-bounds.ts'
import type { Interval } from '../intervals/interval.ts'
import { epochDayAt } from '../zones/epoch-day.ts'
import { zoneTable } from '../zones/zone-table.ts'
import { countBookingsByDay } from './count-bookings-by-day.ts'
import type { SchedulingInputs } from './scheduling-inputs.ts'

/** Whether the date of a start in `range` is one that the bounds and the daily limit admit. */
export function dateTest(
  inputs: SchedulingInputs,
  bounds: DayBounds,
  range: Interval,
): (start: number) => boolean {
  const table = zoneTable(inputs.schedule.timeZone, range)
  const isWithin = (day: number): boolean => bounds.first <= day && day <= bounds.last
  const limit = inputs.rules.maxBookingsPerDay
  if (limit === null) return (start) => isWithin(epochDayAt(table, start))
  const counts = countBookingsByDay(inputs, range)
  return (start) => {
    const day = epochDayAt(table, start)
    return isWithin(day) && (counts.get(day) ?? 0) < limit
  }
}
