import type { Interval } from '../intervals/interval.ts'
import type { MeetingRules } from './scheduling-inputs.ts'

/** The time of the host that a meeting at `start` would take, its buffers included. */
export function claimOf(rules: MeetingRules, start: number): Interval {
  return {
    start: start - rules.bufferBeforeMinutes * 60_000,
    end: start + (rules.durationMinutes + rules.bufferAfterMinutes) * 60_000,
  }
}
