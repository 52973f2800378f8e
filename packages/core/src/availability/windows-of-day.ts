import type { Interval } from '../intervals/interval.ts'
import { mergeIntervals } from '../intervals/merge-intervals.ts'
import { DAY, epochDayAt } from '../zones/epoch-day.ts'
import { instantOf, type ZoneTable } from '../zones/zone-table.ts'
import type { MinuteRange } from './read-time-range.ts'

/**
 * The windows that start on an epoch day, as instants. Clock changes make them longer, shorter or
 * empty, and may push two into each other. A date that the zone skips has none: its hours are not
 * those of the date after.
 */
export function windowsOfDay(
  table: ZoneTable,
  epochDay: number,
  hours: readonly MinuteRange[],
): readonly Interval[] {
  if (hours.length === 0) return []
  const midnight = epochDay * DAY
  if (epochDayAt(table, instantOf(table, midnight)) !== epochDay) return []
  return mergeIntervals(
    hours.map(({ start, end }) => ({
      start: instantOf(table, midnight + start * 60_000),
      end: instantOf(table, midnight + end * 60_000),
    })),
  )
}
