import type { Interval } from './interval.ts'

/** The time of `from` that is in none of `removed`: sorted, disjoint, not touching. */
export function subtractIntervals(
  from: readonly Interval[],
  removed: readonly Interval[],
): Interval[] {
  throw new Error(`being written: ${from.length} ${removed.length}`)
}
