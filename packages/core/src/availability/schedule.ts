/**
 * Wall-clock hours as 'HH:MM'. `start` is 00:00 to 23:59; `end` is after it, up to '48:00':
 * '24:00' ends the day, '26:00' is two in the night after. Hours past midnight are written out, so
 * that a mistyped 17:00 to 09:00 is refused instead of meaning a night.
 */
export type TimeRange = { readonly start: string; readonly end: string }

export type Weekday =
  | 'monday'
  | 'tuesday'
  | 'wednesday'
  | 'thursday'
  | 'friday'
  | 'saturday'
  | 'sunday'

export type WeeklyHours = Readonly<Record<Weekday, readonly TimeRange[]>>

/**
 * Replaces the hours that start on `date` ('YYYY-MM-DD'); no ranges means unavailable. Hours of
 * the day before that run past midnight stay. Of two overrides of one date the last one counts.
 */
export type DateOverride = { readonly date: string; readonly ranges: readonly TimeRange[] }

/** When a host offers time, in wall-clock time of an IANA zone. */
export type Schedule = {
  readonly timeZone: string
  readonly weeklyHours: WeeklyHours
  readonly dateOverrides: readonly DateOverride[]
}
