import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkEvidence } from './check-evidence.ts'
import { SimulatedRun } from './simulated-run.test-kit.ts'
import type { Bug } from './simulated-store.test-kit.ts'

/** Each thing that a store may do wrong, and what of it the checker must see. */
const bugs: Record<Bug, string> = {
  'books over another': 'I1',
  'books over another for a moment': 'I1',
  'forgets a booking': 'I2',
  'forgets a move': 'I2',
  'cancels by itself': 'I2',
  'answers with an old version': 'I2',
  'undoes a cancellation': 'I3',
  'applies a key twice': 'I4',
  'accepts a key with two bodies': 'I4',
  'answers a move differently': 'I4',
  'moves twice': 'I8',
  'keeps what it refused': 'I5',
  'moves what it refused to move': 'I5',
  'books another time': 'I6',
  'books for somebody else': 'I6',
  'refuses free time': 'I7',
  'refuses for no reason': 'I7',
  'books by itself': 'I8',
  'tells nobody': 'M1',
  'tells twice': 'M1',
  'tells a stranger': 'M2',
  'tells another time': 'M2',
  'repeats a mail': 'M3',
  'tells what is over': 'M4',
  'loses a message': 'M5',
  'sends a message twice': 'M5',
  'sends a message too early': 'M5',
  'sends a message of what is over': 'M5',
  'sends a message to a stranger': 'M2',
  'sends another time': 'M5',
}

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
