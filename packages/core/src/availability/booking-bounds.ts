import { DAY, epochDayAt, epochDayOf } from '../zones/epoch-day.ts'
import { zoneTable } from '../zones/zone-table.ts'
import type { BookingWindow } from './booking-window.ts'
import { hoursByDay } from './hours-by-day.ts'
import type { Schedule } from './schedule.ts'
import { windowsOfDay } from './windows-of-day.ts'

/** The first and last epoch day that may be booked; infinite where there is no limit. */
export type DayBounds = { readonly first: number; readonly last: number }

function todayOf(schedule: Schedule, now: number): number {
  return epochDayAt(zoneTable(schedule.timeZone, { start: now, end: now }), now)
}

/** The `count`-th day after `today` on which hours start, or where looking for it ends. */
function workingDayAfter(schedule: Schedule, today: number, count: number): number {
  // A schedule with a single day a week gets that far, with a year of overrides to spare.
  const horizon = today + count * 7 + 366
  const table = zoneTable(schedule.timeZone, {
    start: (today - 2) * DAY,
    end: (horizon + 4) * DAY,
  })
  const hoursOf = hoursByDay(schedule, today, horizon)
  let day = today
  for (let left = count; left > 0 && day < horizon; ) {
    day += 1
    if (windowsOfDay(table, day, hoursOf(day)).length > 0) left -= 1
  }
  return day
}

/** The dates that a booking window admits, seen from `now`, in the schedule's zone. */
export function bookingBounds(
  bookingWindow: BookingWindow,
  schedule: Schedule,
  now: number,
): DayBounds {
  switch (bookingWindow.kind) {
    case 'open':
      return { first: Number.NEGATIVE_INFINITY, last: Number.POSITIVE_INFINITY }
    case 'date_range':
      return { first: epochDayOf(bookingWindow.startDate), last: epochDayOf(bookingWindow.endDate) }
    case 'rolling_days': {
      const today = todayOf(schedule, now)
      return { first: today, last: today + bookingWindow.days }
    }
    case 'working_days': {
      const today = todayOf(schedule, now)
      return { first: today, last: workingDayAfter(schedule, today, bookingWindow.days) }
    }
  }
}
