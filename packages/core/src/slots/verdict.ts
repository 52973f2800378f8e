import type { BookingWindow, DateBounds } from '../availability/booking-window.ts'
import type { Interval } from '../intervals/interval.ts'

/** Why a start is not offered, with the rule behind it. Instants are epoch milliseconds. */
export type Reason =
  | { readonly code: 'past'; readonly now: number }
  | {
      readonly code: 'minimum_notice'
      readonly earliestStart: number
      readonly minimumNoticeMinutes: number
    }
  | {
      readonly code: 'outside_booking_window'
      /** The date of the start in the schedule's zone. */
      readonly date: string
      readonly bookingWindow: BookingWindow
      readonly bounds: DateBounds
    }
  | {
      readonly code: 'outside_open_hours'
      /** The open interval nearest to the start, at most two weeks away. */
      readonly nearestOpen: Interval | null
      /** The date whose override closed this time; null when the weekly hours are closed too. */
      readonly overrideDate: string | null
    }
  | {
      readonly code: 'off_grid'
      /** The starts of the grid beside it that fit into open hours, at most two days away. */
      readonly previousStart: number | null
      readonly nextStart: number | null
    }
  | {
      readonly code: 'busy'
      /** The busy intervals, by start, that the meeting with its buffers would meet. */
      readonly intervals: readonly Interval[]
    }
  | {
      readonly code: 'daily_limit'
      readonly date: string
      readonly limit: number
      readonly booked: number
    }

/** Whether a start may be booked, and if not, every reason. */
export type Verdict =
  | { readonly bookable: true }
  | { readonly bookable: false; readonly reasons: readonly Reason[] }
