import { expect, test } from 'vitest'
import { readOptions } from './read-options.ts'
import { runChaos } from './run-chaos.ts'

test('nothing is violated in a short run with a fixed seed', async () => {
  const lines: string[] = []
  const options = readOptions(['--short', '--seed', '20261120'])
  const report = await runChaos({ ...options, report: (line) => lines.push(line) })
  expect(report.violations, lines.join('\n')).toEqual([])
  const broken = Object.values(report.faults).reduce((sum, count) => sum + count, 0)
  expect(broken).toBeGreaterThan(3)
  const unjudged = Object.entries(report.judged).filter(([, count]) => count.judged === 0)
  expect(unjudged).toEqual([])
  expect(report.operations).toBeGreaterThan(50)
})
