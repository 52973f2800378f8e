import type { BookingWindow } from '../availability/booking-window.ts'
import type { Schedule } from '../availability/schedule.ts'
import type { Interval } from '../intervals/interval.ts'

/** What a meeting type says about when it may start. */
export type MeetingRules = {
  readonly durationMinutes: number
  /** Distance between the starts of slots, independent of the duration. */
  readonly stepMinutes: number
  readonly bufferBeforeMinutes: number
  readonly bufferAfterMinutes: number
  /** The shortest time between now and a start. */
  readonly minimumNoticeMinutes: number
  readonly bookingWindow: BookingWindow
  /** Bookings of this meeting type that may start on one date of the schedule's zone. */
  readonly maxBookingsPerDay: number | null
}

/** Everything that decides which starts are offered. Instants are epoch milliseconds. */
export type SchedulingInputs = {
  readonly schedule: Schedule
  readonly rules: MeetingRules
  /** In any order, overlapping or not; existing claims with their own buffers inside. */
  readonly busy: readonly Interval[]
  /** Starts of the live bookings of this meeting type, for the daily limit. */
  readonly bookedStarts: readonly number[]
  readonly now: number
}
