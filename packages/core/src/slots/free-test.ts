import type { Interval } from '../intervals/interval.ts'
import { mergeIntervals } from '../intervals/merge-intervals.ts'
import { overlaps } from '../intervals/overlaps.ts'
import { claimOf } from './claim-of.ts'
import type { SchedulingInputs } from './scheduling-inputs.ts'

/**
 * Whether a start in `range` leaves busy time alone. To be asked in ascending order: it walks
 * busy time once, along with the starts.
 */
export function freeTest(
  { rules, busy }: SchedulingInputs,
  range: Interval,
): (start: number) => boolean {
  const reach = { start: claimOf(rules, range.start).start, end: claimOf(rules, range.end).end }
  const blocks = mergeIntervals(busy.filter((interval) => overlaps(interval, reach)))
  let index = 0
  return (start) => {
    const claim = claimOf(rules, start)
    let block = blocks[index]
    while (block !== undefined && block.end <= claim.start) {
      index += 1
      block = blocks[index]
    }
    return block === undefined || !overlaps(block, claim)
  }
}
