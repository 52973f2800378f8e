import { localDate } from './local-date.ts'
import { offsetIn, zoneTable } from './zone-table.ts'

/** A moment at which the clocks of a zone change; offsets are minutes ahead of UTC. */
export type ClockChange = {
  readonly instant: number
  readonly offsetBeforeMinutes: number
  readonly offsetAfterMinutes: number
}

/** The changes between now and a meeting: at least one in one of the two zones. */
export type ClockChangeNotice = {
  readonly host: readonly ClockChange[]
  readonly invitee: readonly ClockChange[]
  /** Whether the dates of change differ, so that for a while the zones are unusually far apart. */
  readonly onDifferentDates: boolean
}

function changesBetween(timeZone: string, now: number, start: number): ClockChange[] {
  const table = zoneTable(timeZone, { start: Math.min(now, start), end: start })
  return table.changes
    .filter((instant) => now < instant && instant <= start)
    .map((instant) => ({
      instant,
      offsetBeforeMinutes: offsetIn(table, instant - 1) / 60_000,
      offsetAfterMinutes: offsetIn(table, instant) / 60_000,
    }))
}

const datesOf = (changes: readonly ClockChange[], timeZone: string): string =>
  changes.map(({ instant }) => localDate(instant, timeZone)).join()

/**
 * What to tell somebody who books across a clock change: the changes after `now` and not after
 * `start` (epoch milliseconds) in either zone, or null when there are none.
 */
export function clockChangeNotice(meeting: {
  readonly hostTimeZone: string
  readonly inviteeTimeZone: string
  readonly now: number
  readonly start: number
}): ClockChangeNotice | null {
  const { hostTimeZone, inviteeTimeZone, now, start } = meeting
  const host = changesBetween(hostTimeZone, now, start)
  const invitee = changesBetween(inviteeTimeZone, now, start)
  if (host.length === 0 && invitee.length === 0) return null
  const onDifferentDates = datesOf(host, hostTimeZone) !== datesOf(invitee, inviteeTimeZone)
  return { host, invitee, onDifferentDates }
}
