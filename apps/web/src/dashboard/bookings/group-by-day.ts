import type { Booking } from '@rendez/contract'
import { localDate } from '@rendez/core'
import { formatDate, formatDay } from '../../lib/format-time.ts'
import { addDays } from '../../lib/month.ts'

export type DayOfBookings = {
  /** 'YYYY-MM-DD' in the host's zone. */
  readonly date: string
  /** 'Today', 'Tomorrow', 'Yesterday', or the date itself. */
  readonly heading: string
  /** The date, where the heading does not say it. */
  readonly dateText: string | null
  readonly bookings: readonly Booking[]
}

type View = { readonly now: number; readonly timeZone: string; readonly locale: string }

function describeDay(date: string, { now, timeZone, locale }: View) {
  const today = localDate(now, timeZone)
  const isThisYear = date.slice(0, 4) === today.slice(0, 4)
  const dateText = isThisYear
    ? formatDate(date, locale)
    : formatDay(Date.parse(`${date}T12:00:00Z`), { locale, timeZone: 'UTC' })
  const near = {
    [addDays(today, -1)]: 'Yesterday',
    [today]: 'Today',
    [addDays(today, 1)]: 'Tomorrow',
  }
  const name = near[date]
  return name === undefined ? { heading: dateText, dateText: null } : { heading: name, dateText }
}

/** Bookings by the host's date, in the order in which they come. */
export function groupByDay(bookings: readonly Booking[], view: View): readonly DayOfBookings[] {
  const byDate = Map.groupBy(bookings, ({ startTime }) =>
    localDate(Date.parse(startTime), view.timeZone),
  )
  return [...byDate].map(([date, ofDay]) => ({ date, ...describeDay(date, view), bookings: ofDay }))
}
