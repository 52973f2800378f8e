import type { SchedulingInputs } from './scheduling-inputs.ts'

function assertAtLeast(least: number, name: string, value: number): void {
  if (Number.isFinite(value) && value >= least) return
  throw new RangeError(`${name} must be a number of at least ${least}, not ${value}`)
}

/** Throws a RangeError on rules that no form would have accepted, such as a step of nothing. */
export function assertInputs({ rules, busy, now }: SchedulingInputs): void {
  assertAtLeast(1, 'durationMinutes', rules.durationMinutes)
  assertAtLeast(1, 'stepMinutes', rules.stepMinutes)
  assertAtLeast(0, 'bufferBeforeMinutes', rules.bufferBeforeMinutes)
  assertAtLeast(0, 'bufferAfterMinutes', rules.bufferAfterMinutes)
  assertAtLeast(0, 'minimumNoticeMinutes', rules.minimumNoticeMinutes)
  assertAtLeast(0, 'maxBookingsPerDay', rules.maxBookingsPerDay ?? 0)
  const { bookingWindow } = rules
  if ('days' in bookingWindow) assertAtLeast(0, 'bookingWindow.days', bookingWindow.days)
  if (!Number.isFinite(now)) throw new RangeError(`now must be an instant, not ${now}`)
  for (const { start, end } of busy) {
    // What cannot be understood is not free: an interval turned round must not vanish.
    if (!(start <= end)) throw new RangeError(`busy time ends before it starts: ${start} to ${end}`)
  }
}
