/**
 * A half-open stretch of time `[start, end)` in epoch milliseconds: `end` is the first instant
 * that no longer belongs to it, so intervals that touch do not overlap.
 */
export type Interval = { readonly start: number; readonly end: number }
