import type { Interval } from './interval.ts'

/** The time that is both in `left` and in `right`: sorted, disjoint, not touching. */
export function intersectIntervals(
  left: readonly Interval[],
  right: readonly Interval[],
): Interval[] {
  throw new Error(`being written: ${left.length} ${right.length}`)
}
