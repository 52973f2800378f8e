import type { TimeRange, Weekday, WeeklyHours } from '@rendez/core'
import { formatHours, type TimeFormat } from './format-hours.ts'
import { toMinuteRange } from './minute-range.ts'
import { type WeekStart, weekdayName, weekdaysFrom } from './weekdays.ts'

export type WeekLine = { readonly days: string; readonly hours: string }

type Run = { first: Weekday; last: Weekday; hours: string }

const describe = (ranges: readonly TimeRange[], format: TimeFormat) =>
  ranges
    .map(toMinuteRange)
    .toSorted((left, right) => left.start - right.start)
    .map((range) => formatHours(range, format))
    .join(', ')

/** A week in as few lines as it takes: days in a row with the same hours share one. */
export function summariseWeek(
  weeklyHours: WeeklyHours,
  weekStart: WeekStart,
  format: TimeFormat,
): readonly WeekLine[] {
  const runs: Run[] = []
  for (const weekday of weekdaysFrom(weekStart)) {
    const hours = describe(weeklyHours[weekday], format)
    const run = runs.at(-1)
    if (run?.hours === hours) run.last = weekday
    else runs.push({ first: weekday, last: weekday, hours })
  }
  return runs
    .filter(({ hours }) => hours !== '')
    .map(({ first, last, hours }) => ({
      days:
        first === last
          ? weekdayName(first, 'short')
          : `${weekdayName(first, 'short')} – ${weekdayName(last, 'short')}`,
      hours,
    }))
}
