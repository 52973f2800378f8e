import { offsetIn, type ZoneTable } from './zone-table.ts'

/** A day in milliseconds: the distance of dates as numbers, never a step from instant to instant. */
export const DAY = 86_400_000

/**
 * A date as the number of days since 1970-01-01, which makes stepping and comparing dates plain
 * arithmetic. Throws a RangeError unless `date` is a 'YYYY-MM-DD' that exists in the calendar.
 */
export function epochDayOf(date: string): number {
  const parsed = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : Number.NaN
  const day = parsed / DAY
  if (Number.isNaN(day) || dateOf(day) !== date) {
    throw new RangeError(`not a date of the form YYYY-MM-DD: ${date}`)
  }
  return day
}

/** The date ('YYYY-MM-DD') of an epoch day. */
export function dateOf(epochDay: number): string {
  return new Date(epochDay * DAY).toISOString().slice(0, 10)
}

/** The epoch day that calendars of the table's zone show at an instant. */
export function epochDayAt(table: ZoneTable, instant: number): number {
  return Math.floor((instant + offsetIn(table, instant)) / DAY)
}
