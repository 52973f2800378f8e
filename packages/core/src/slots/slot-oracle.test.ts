import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import type { Interval } from '../intervals/interval.ts'
import { generateSlots } from './generate-slots.ts'
import { MINUTE } from './inputs.test-kit.ts'
import { isBookable } from './is-bookable.ts'
import { caseNearTransition } from './random-case.test-kit.ts'
import type { SchedulingInputs } from './scheduling-inputs.ts'
import { slotOracle } from './slot-oracle.test-kit.ts'

// Much to compute: on a busy machine that takes a while.
vi.setConfig({ testTimeout: 120_000 })

const minutesOf = (range: Interval): number[] =>
  Array.from({ length: (range.end - range.start) / MINUTE }, (_, i) => range.start + i * MINUTE)

const codesOf = (inputs: SchedulingInputs, start: number): string[] => {
  const verdict = isBookable(inputs, start)
  return verdict.bookable ? [] : verdict.reasons.map(({ code }) => code).sort()
}

test('the engine offers what a minute-by-minute oracle offers, and refuses for the same reasons', () => {
  fc.assert(
    fc.property(caseNearTransition, ({ inputs, range, probes }) => {
      const oracle = slotOracle(inputs, range)
      const offered = minutesOf(range).filter(oracle.offers)
      expect(generateSlots(inputs, range)).toEqual(offered)
      for (const start of [...probes, ...offered.slice(0, 3)]) {
        expect(codesOf(inputs, start)).toEqual(oracle.reasons(start))
      }
    }),
    { numRuns: 2_500 },
  )
})
