import { bookingBounds } from '../availability/booking-bounds.ts'
import { overlaps } from '../intervals/overlaps.ts'
import { dateOf, epochDayOf } from '../zones/epoch-day.ts'
import { localDate } from '../zones/local-date.ts'
import { assertInputs } from './assert-inputs.ts'
import { claimOf } from './claim-of.ts'
import { countBookingsByDay } from './count-bookings-by-day.ts'
import { earliestStart } from './earliest-start.ts'
import { hoursReasons } from './hours-reasons.ts'
import type { SchedulingInputs } from './scheduling-inputs.ts'
import type { Reason, Verdict } from './verdict.ts'

function leadTimeReasons(inputs: SchedulingInputs, start: number): Reason[] {
  const { now, rules } = inputs
  const { minimumNoticeMinutes } = rules
  const reasons: Reason[] = []
  if (start < now) reasons.push({ code: 'past', now })
  const earliest = earliestStart(inputs)
  if (minimumNoticeMinutes > 0 && start < earliest) {
    reasons.push({ code: 'minimum_notice', earliestStart: earliest, minimumNoticeMinutes })
  }
  return reasons
}

const dateOrNull = (day: number): string | null => (Number.isFinite(day) ? dateOf(day) : null)

function dateReasons(inputs: SchedulingInputs, start: number): Reason[] {
  const { schedule, now } = inputs
  const { bookingWindow, maxBookingsPerDay } = inputs.rules
  const date = localDate(start, schedule.timeZone)
  const day = epochDayOf(date)
  const { first, last } = bookingBounds(bookingWindow, schedule, now)
  const reasons: Reason[] = []
  if (day < first || last < day) {
    const bounds = { firstDate: dateOrNull(first), lastDate: dateOrNull(last) }
    reasons.push({ code: 'outside_booking_window', date, bookingWindow, bounds })
  }
  const booked = countBookingsByDay(inputs, { start, end: start }).get(day) ?? 0
  if (maxBookingsPerDay !== null && booked >= maxBookingsPerDay) {
    reasons.push({ code: 'daily_limit', date, limit: maxBookingsPerDay, booked })
  }
  return reasons
}

function busyReasons({ rules, busy }: SchedulingInputs, start: number): Reason[] {
  const claim = claimOf(rules, start)
  const intervals = busy
    .filter((interval) => overlaps(interval, claim))
    .sort((left, right) => left.start - right.start)
  return intervals.length > 0 ? [{ code: 'busy', intervals }] : []
}

/**
 * The verdict on one start (epoch milliseconds), with every reason against it. What it accepts is
 * what `generateSlots` offers. Throws a RangeError on inputs that break their types' rules.
 */
export function isBookable(inputs: SchedulingInputs, start: number): Verdict {
  assertInputs(inputs)
  const reasons = [
    ...leadTimeReasons(inputs, start),
    ...dateReasons(inputs, start),
    ...hoursReasons(inputs, start),
    ...busyReasons(inputs, start),
  ]
  return reasons.length === 0 ? { bookable: true } : { bookable: false, reasons }
}
