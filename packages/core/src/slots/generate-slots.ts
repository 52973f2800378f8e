import { bookingBounds, type DayBounds } from '../availability/booking-bounds.ts'
import { openStretches } from '../availability/open-stretches.ts'
import type { Interval } from '../intervals/interval.ts'
import { DAY } from '../zones/epoch-day.ts'
import { assertInputs } from './assert-inputs.ts'
import { claimOf } from './claim-of.ts'
import { dateTest } from './date-test.ts'
import { earliestStart } from './earliest-start.ts'
import { freeTest } from './free-test.ts'
import { gridStarts } from './grid-starts.ts'
import type { SchedulingInputs } from './scheduling-inputs.ts'

/** `range` without what notice rules out, and to within a day without what the bounds rule out. */
function clip(inputs: SchedulingInputs, { first, last }: DayBounds, range: Interval): Interval {
  return {
    // No zone is a whole day away from UTC.
    start: Math.max(range.start, earliestStart(inputs), (first - 1) * DAY),
    end: Math.min(range.end, (last + 2) * DAY),
  }
}

/**
 * The starts offered in `[range.start, range.end)`, ascending. All instants are epoch
 * milliseconds. What is offered here is what `isBookable` accepts. The time it takes grows with
 * the days of the range, the busy intervals and the slots. Throws a RangeError on inputs that
 * break their types' rules.
 */
export function generateSlots(inputs: SchedulingInputs, range: Interval): number[] {
  assertInputs(inputs)
  const { schedule, rules, now } = inputs
  const bounds = bookingBounds(rules.bookingWindow, schedule, now)
  const offered = clip(inputs, bounds, range)
  if (offered.start >= offered.end) return []
  const reach = { start: offered.start, end: claimOf(rules, offered.end).end }
  const isOnOpenDate = dateTest(inputs, bounds, offered)
  const isFree = freeTest(inputs, offered)
  return gridStarts(openStretches(schedule, reach), rules, offered).filter(
    (start) => isOnOpenDate(start) && isFree(start),
  )
}
