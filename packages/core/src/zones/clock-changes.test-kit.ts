import { Temporal } from '../temporal.ts'

export type Change = {
  /** The first instant of the new offset. */
  instant: number
  /** Milliseconds by which clocks jump: forward over a gap, back (negative) into a fold. */
  jump: number
}

/** The clock changes of a zone in `[from, to)`, as Temporal tells them. */
export function clockChangesOf(timeZone: string, from: number, to: number): Change[] {
  const changes: Change[] = []
  let at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone)
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    if (next === null || next.epochMilliseconds >= to) return changes
    const jump = (next.offsetNanoseconds - at.offsetNanoseconds) / 1e6
    changes.push({ instant: next.epochMilliseconds, jump })
    at = next
  }
}
