import type { SchedulingInputs } from './scheduling-inputs.ts'
import type { Verdict } from './verdict.ts'

/** The verdict on one start (epoch milliseconds), with every reason against it. */
export function isBookable(inputs: SchedulingInputs, start: number): Verdict {
  throw new Error(`being written: ${inputs.now} ${start}`)
}
