import type { Interval } from './interval.ts'

const byStart = (left: Interval, right: Interval): number => left.start - right.start

function isSorted(intervals: readonly Interval[]): boolean {
  let previous = Number.NEGATIVE_INFINITY
  for (const { start } of intervals) {
    if (start < previous) return false
    previous = start
  }
  return true
}

/**
 * The same time as sorted, disjoint intervals that do not touch. Empty intervals vanish. Linear
 * when the intervals come sorted by start, which is what calendars and databases deliver.
 */
export function mergeIntervals(intervals: readonly Interval[]): Interval[] {
  const sorted = isSorted(intervals) ? intervals : intervals.toSorted(byStart)
  const merged: Interval[] = []
  let open: { start: number; end: number } | undefined
  for (const { start, end } of sorted) {
    if (start >= end) continue
    if (open !== undefined && start <= open.end) {
      open.end = Math.max(open.end, end)
    } else {
      open = { start, end }
      merged.push(open)
    }
  }
  return merged
}
