import type { Interval } from './interval.ts'
import { mergeIntervals } from './merge-intervals.ts'

/** The time that is both in `left` and in `right`: sorted, disjoint, not touching. */
export function intersectIntervals(
  left: readonly Interval[],
  right: readonly Interval[],
): Interval[] {
  const shared: Interval[] = []
  const others = mergeIntervals(right)[Symbol.iterator]()
  let other = others.next()
  for (const interval of mergeIntervals(left)) {
    while (!other.done && other.value.start < interval.end) {
      const start = Math.max(interval.start, other.value.start)
      const end = Math.min(interval.end, other.value.end)
      if (start < end) shared.push({ start, end })
      // One that reaches further may also meet the next interval.
      if (other.value.end > interval.end) break
      other = others.next()
    }
  }
  return shared
}
