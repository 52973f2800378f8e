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
  const { I7, M1, M3, M5 } = report.judged
  expect(Math.min(I7.judged, M1.judged, M3.judged, M5.judged)).toBeGreaterThan(0)
  expect(report.operations).toBeGreaterThan(50)
})
