import type { Interval } from './interval.ts'

/** Whether the two share an instant. Touching is not overlapping; an empty interval has none. */
export function overlaps(left: Interval, right: Interval): boolean {
  return Math.max(left.start, right.start) < Math.min(left.end, right.end)
}
