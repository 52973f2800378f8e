import { Temporal } from '@rendez/core'

export type DayBounds = { start: Date; end: Date }

/** The instants at which the date of `instant` (epoch milliseconds) begins and ends in a zone. */
export function findDayBounds(instant: number, timeZone: string): DayBounds {
  const day = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone)
  const beginOf = (date: Temporal.PlainDate) =>
    new Date(date.toZonedDateTime(timeZone).epochMilliseconds)
  const date = day.toPlainDate()
  return { start: beginOf(date), end: beginOf(date.add({ days: 1 })) }
}
