import { mergeIntervals } from '../intervals/merge-intervals.ts'
import { dateOf, epochDayOf } from '../zones/epoch-day.ts'
import { type MinuteRange, readTimeRange } from './read-time-range.ts'
import type { Schedule, TimeRange, Weekday } from './schedule.ts'

/** From the weekday of 1970-01-01, so that an epoch day modulo seven is an index. */
const WEEKDAYS: readonly Weekday[] = [
  'thursday',
  'friday',
  'saturday',
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
]

const readHours = (ranges: readonly TimeRange[]): readonly MinuteRange[] =>
  mergeIntervals(ranges.map(readTimeRange))

/**
 * The hours that start on each epoch day from `firstDay` to `lastDay`, merged, in wall-clock
 * minutes: those of the weekday, or of the date's override. Throws a RangeError on bad hours.
 */
export function hoursByDay(
  schedule: Schedule,
  firstDay: number,
  lastDay: number,
): (epochDay: number) => readonly MinuteRange[] {
  const weekly = WEEKDAYS.map((weekday) => readHours(schedule.weeklyHours[weekday]))
  const firstDate = dateOf(firstDay)
  const lastDate = dateOf(lastDay)
  const overrides = new Map<number, readonly MinuteRange[]>()
  for (const { date, ranges } of schedule.dateOverrides) {
    // Dates as text compare like dates: hundreds of far overrides cost next to nothing.
    if (firstDate <= date && date <= lastDate) overrides.set(epochDayOf(date), readHours(ranges))
  }
  return (epochDay) => overrides.get(epochDay) ?? weekly[((epochDay % 7) + 7) % 7] ?? []
}
