import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkEvidence } from './check-evidence.ts'
import { type Bug, bugs } from './simulated-bugs.test-kit.ts'
import { SimulatedRun } from './simulated-run.test-kit.ts'

test('a store that does everything right is accused of nothing, whatever answers get lost', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      expect(checkEvidence(new SimulatedRun(seed).run(120))).toEqual([])
    }),
    { numRuns: 300 },
  )
})

describe('a store that errs once is found out', () => {
  const names = Object.keys(bugs).filter((name): name is Bug => name in bugs)
  test.each(names)('%s', (bug) => {
    let [shown, found] = [0, 0]
    for (let seed = 0; seed < 60; seed += 1) {
      const run = new SimulatedRun(seed, bug)
      const violations = checkEvidence(run.run(120))
      if (!run.hasErred) continue
      shown += 1
      if (violations.some(({ invariant }) => invariant === bugs[bug])) found += 1
    }
    expect(shown).toBeGreaterThan(10)
    // Where nobody was ever told, what is missing cannot be missed.
    expect(found / shown).toBeGreaterThan(1 / 3)
  })
})
