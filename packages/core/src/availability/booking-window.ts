/**
 * How far ahead may be booked, in dates of the schedule's zone:
 * - `rolling_days`: today up to and including the date `days` days later;
 * - `working_days`: today up to and including the `days`-th later date on which hours start;
 * - `date_range`: `startDate` to `endDate` ('YYYY-MM-DD'), both included;
 * - `open`: no limit.
 */
export type BookingWindow =
  | { readonly kind: 'rolling_days'; readonly days: number }
  | { readonly kind: 'working_days'; readonly days: number }
  | { readonly kind: 'date_range'; readonly startDate: string; readonly endDate: string }
  | { readonly kind: 'open' }

/** The first and last date ('YYYY-MM-DD') that may be booked; null where there is no limit. */
export type DateBounds = { readonly firstDate: string | null; readonly lastDate: string | null }
