import { dateOf, epochDayAt } from '../zones/epoch-day.ts'
import { offsetIn, zoneTable } from '../zones/zone-table.ts'
import type { Reason } from './verdict.ts'

/** 'YYYY-MM-DD HH:MM' on the clocks of a zone. */
function clockAt(instant: number, timeZone: string): string {
  const table = zoneTable(timeZone, { start: instant, end: instant })
  const date = dateOf(epochDayAt(table, instant))
  return `${date} ${new Date(instant + offsetIn(table, instant)).toISOString().slice(11, 16)}`
}

function explainBounds(reason: Extract<Reason, { code: 'outside_booking_window' }>): string {
  const { firstDate, lastDate } = reason.bounds
  const bounds = [firstDate && `from ${firstDate}`, lastDate && `until ${lastDate}`]
  return `${reason.date} is outside the booking window: ${bounds.filter(Boolean).join(' ')}.`
}

/**
 * One plain English sentence for a reason, with times on the clocks of `timeZone`. The codes and
 * the data are for programs; this is for people who ask why.
 */
export function explain(reason: Reason, timeZone: string): string {
  const at = (instant: number): string => clockAt(instant, timeZone)
  switch (reason.code) {
    case 'past':
      return 'This time has passed.'
    case 'minimum_notice':
      return `It needs ${reason.minimumNoticeMinutes} minutes of notice: not before ${at(reason.earliestStart)}.`
    case 'outside_booking_window':
      return explainBounds(reason)
    case 'outside_open_hours': {
      const { nearestOpen, overrideDate } = reason
      if (overrideDate !== null) return `The override of ${overrideDate} closes this time.`
      if (nearestOpen === null) return 'No open hours are near this time.'
      return `Outside open hours; the nearest are ${at(nearestOpen.start)} to ${at(nearestOpen.end)}.`
    }
    case 'off_grid': {
      const beside = [reason.previousStart, reason.nextStart].filter((start) => start !== null)
      return `Not a start of the grid; beside it are ${beside.map(at).join(' and ') || 'none'}.`
    }
    case 'busy': {
      const times = reason.intervals.map(({ start, end }) => `${at(start)} to ${at(end)}`)
      return `It would meet busy time, buffers included: ${times.join(', ')}.`
    }
    case 'daily_limit':
      return `${reason.date} has ${reason.booked} of at most ${reason.limit} bookings.`
  }
}
