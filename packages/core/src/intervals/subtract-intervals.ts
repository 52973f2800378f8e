import { intersectIntervals } from './intersect-intervals.ts'
import type { Interval } from './interval.ts'
import { mergeIntervals } from './merge-intervals.ts'

/** The time that is in none of `intervals`, which are merged. */
function complement(intervals: readonly Interval[]): Interval[] {
  const ends = [Number.NEGATIVE_INFINITY, ...intervals.map((interval) => interval.end)]
  const starts = [...intervals.map((interval) => interval.start), Number.POSITIVE_INFINITY]
  return starts.map((end, index) => ({ start: ends[index] ?? end, end }))
}

/** The time of `from` that is in none of `removed`: sorted, disjoint, not touching. */
export function subtractIntervals(
  from: readonly Interval[],
  removed: readonly Interval[],
): Interval[] {
  return intersectIntervals(from, complement(mergeIntervals(removed)))
}
