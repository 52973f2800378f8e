import type { OpenStretch } from '../availability/open-stretches.ts'
import type { Interval } from '../intervals/interval.ts'
import type { MeetingRules } from './scheduling-inputs.ts'

/**
 * The starts of the grid in `range` at which the meeting fits into open time, ascending. Knows
 * nothing of now or of busy time, so that neither can move the grid.
 */
export function gridStarts(
  stretches: readonly OpenStretch[],
  rules: MeetingRules,
  range: Interval,
): number[] {
  const step = rules.stepMinutes * 60_000
  const duration = rules.durationMinutes * 60_000
  const starts: number[] = []
  for (const { start, end, gridStart, openEnd } of stretches) {
    const steps = Math.ceil((Math.max(start, range.start) - gridStart) / step)
    const limit = Math.min(end, range.end)
    const lastFit = openEnd - duration
    for (let slot = gridStart + steps * step; slot < limit && slot <= lastFit; slot += step) {
      starts.push(slot)
    }
  }
  return starts
}
