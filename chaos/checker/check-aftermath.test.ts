import { expect, test } from 'vitest'
import { checkAftermath } from './check-aftermath.ts'
import type { Evidence } from './evidence.ts'
import { SimulatedRun } from './simulated-run.test-kit.ts'

const run = (changes: Partial<Evidence['aftermath']>) => {
  const evidence = new SimulatedRun(1).run(1)
  return checkAftermath({
    evidence: { ...evidence, aftermath: { ...evidence.aftermath, ...changes } },
  })
}

test('nothing may wait, be given up, be broken, have died or be unknown', () => {
  expect(run({})).toEqual([])
  const found = [
    run({ outboxRows: 1 }),
    run({ inboxRows: 1 }),
    run({ deadEvents: 2 }),
    run({ deadLetters: 3 }),
    run({ brokenRules: ['no two claims overlap'] }),
    run({ deaths: ['server-1 ended by itself (1)'] }),
    run({ unknown: ['the dead letters'] }),
  ]
  expect(found.map((violations) => violations.map(({ invariant }) => invariant).join())).toEqual([
    ...['Q', 'Q', 'Q', 'Q', 'V', 'P', 'V'],
  ])
})
