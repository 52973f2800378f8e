import type { TimeRange } from './schedule.ts'

/** Minutes since the midnight that begins the date; `end` may lie in the day after. */
export type MinuteRange = { readonly start: number; readonly end: number }

const LAST_START = 23 * 60 + 59
const LAST_END = 48 * 60

function minutesOf(clockTime: string): number {
  const [, hours, minutes] = /^(\d\d):([0-5]\d)$/.exec(clockTime) ?? []
  return Number(hours) * 60 + Number(minutes)
}

/**
 * Reads a wall-clock range. Throws a RangeError unless both are 'HH:MM', `start` is at most 23:59
 * and `end` is after it and at most 48:00.
 */
export function readTimeRange(range: TimeRange): MinuteRange {
  const start = minutesOf(range.start)
  const end = minutesOf(range.end)
  if (start <= LAST_START && start < end && end <= LAST_END) return { start, end }
  throw new RangeError(`not a range of hours: ${range.start} to ${range.end}`)
}
