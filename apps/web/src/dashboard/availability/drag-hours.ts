import type { Weekday } from '@rendez/core'
import { dayMinutes, latestEnd, type MinuteRange } from './minute-range.ts'

export type WeekRanges = Readonly<Record<Weekday, readonly MinuteRange[]>>
export type GridPoint = { readonly weekday: Weekday; readonly minute: number }

/** What the pointer has hold of, and where it took hold. */
export type Drag =
  | { readonly kind: 'create'; readonly from: GridPoint }
  | { readonly kind: 'move'; readonly from: GridPoint; readonly range: MinuteRange }
  | {
      readonly kind: 'resize'
      readonly edge: 'start' | 'end'
      readonly from: GridPoint
      readonly range: MinuteRange
    }

/** Intervals drawn on the grid keep to quarter hours; typing is for anything finer. */
export const snapMinutes = 15

const snap = (minute: number) => Math.round(minute / snapMinutes) * snapMinutes
const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high)

function createdRange(from: number, to: number): MinuteRange {
  const anchor = clamp(Math.floor(from / snapMinutes) * snapMinutes, 0, dayMinutes - snapMinutes)
  const point = clamp(snap(to), 0, dayMinutes)
  return point <= anchor
    ? { start: Math.min(point, anchor), end: anchor + snapMinutes }
    : { start: anchor, end: point }
}

function movedRange(range: MinuteRange, by: number): MinuteRange {
  const length = range.end - range.start
  // Hours that end today stay in today; those of a night may go on into it.
  const lastEnd = range.end > dayMinutes ? latestEnd : dayMinutes
  const latest = Math.min(lastEnd - length, dayMinutes - snapMinutes)
  const start = clamp(snap(range.start + by), 0, latest)
  return { start, end: start + length }
}

function resizedRange(range: MinuteRange, edge: 'start' | 'end', to: number): MinuteRange {
  if (edge === 'start') {
    return { ...range, start: clamp(snap(to), 0, Math.min(range.end, dayMinutes) - snapMinutes) }
  }
  return { ...range, end: clamp(snap(to), range.start + snapMinutes, dayMinutes) }
}

const meets = (left: MinuteRange, right: MinuteRange) =>
  left.start < right.end && right.start < left.end

/**
 * The week after a drag up to `to`, or null where the result would overlap other hours of its day.
 * The day and interval that the drag took hold of are those of `week`, from before the drag.
 */
export function dragHours(week: WeekRanges, drag: Drag, to: GridPoint): WeekRanges | null {
  const origin = drag.from.weekday
  const weekday = drag.kind === 'move' ? to.weekday : origin
  const next = nextRange(drag, to)
  const held = drag.kind === 'create' ? null : drag.range
  const without = (day: Weekday) =>
    week[day].filter((range) => day !== origin || held === null || range.start !== held.start)
  const others = without(weekday)
  if (others.some((range) => meets(range, next))) return null
  return {
    ...week,
    [origin]: without(origin),
    [weekday]: [...others, next].toSorted((left, right) => left.start - right.start),
  }
}

function nextRange(drag: Drag, to: GridPoint): MinuteRange {
  switch (drag.kind) {
    case 'create':
      return createdRange(drag.from.minute, to.minute)
    case 'move':
      return movedRange(drag.range, to.minute - drag.from.minute)
    case 'resize':
      return resizedRange(drag.range, drag.edge, to.minute)
  }
}
