import type { Interval } from '../intervals/interval.ts'
import type { SchedulingInputs } from './scheduling-inputs.ts'

/** The starts (epoch milliseconds, ascending) offered in `[range.start, range.end)`. */
export function generateSlots(inputs: SchedulingInputs, range: Interval): number[] {
  throw new Error(`being written: ${inputs.now} ${range.start}`)
}
