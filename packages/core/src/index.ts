export type { BookingWindow, DateBounds } from './availability/booking-window.ts'
export type {
  DateOverride,
  Schedule,
  TimeRange,
  Weekday,
  WeeklyHours,
} from './availability/schedule.ts'
export { intersectIntervals } from './intervals/intersect-intervals.ts'
export type { Interval } from './intervals/interval.ts'
export { mergeIntervals } from './intervals/merge-intervals.ts'
export { overlaps } from './intervals/overlaps.ts'
export { subtractIntervals } from './intervals/subtract-intervals.ts'
export { explain } from './slots/explain.ts'
export { generateSlots } from './slots/generate-slots.ts'
export { groupByDate } from './slots/group-by-date.ts'
export { isBookable } from './slots/is-bookable.ts'
export { nearestSlots } from './slots/nearest-slots.ts'
export type { MeetingRules, SchedulingInputs } from './slots/scheduling-inputs.ts'
export type { Reason, Verdict } from './slots/verdict.ts'
export { Temporal } from './temporal.ts'
export {
  type ClockChange,
  type ClockChangeNotice,
  clockChangeNotice,
} from './zones/clock-change-notice.ts'
export { isUnusualHour } from './zones/is-unusual-hour.ts'
export { isValidTimeZone } from './zones/is-valid-time-zone.ts'
export { localDate } from './zones/local-date.ts'
export { offsetAt } from './zones/offset-at.ts'
