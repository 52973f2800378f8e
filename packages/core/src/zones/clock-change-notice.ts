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
  throw new Error(`being written: ${meeting.start}`)
}
