import { offsetAt } from '@rendez/core'

const MINUTE = 60_000
const DAY = 1_440 * MINUTE

/**
 * Whether the clocks of a zone show the time of an instant (epoch milliseconds) twice, because they
 * are put back around then.
 */
export function isRepeatedTime(instant: number, timeZone: string): boolean {
  const before = offsetAt(timeZone, instant - DAY)
  const after = offsetAt(timeZone, instant + DAY)
  if (before <= after) return false
  const repeated = (before - after) * MINUTE
  return offsetAt(timeZone, instant) === before
    ? offsetAt(timeZone, instant + repeated) === after
    : offsetAt(timeZone, instant - repeated) === before
}
