import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readReport } from './read-report.ts'

const folder = mkdtempSync(join(tmpdir(), 'rendez-report-'))
afterAll(() => rmSync(folder, { recursive: true }))

const passed = { status: 'passed', fullName: 'slots are offered' }
const failed = { status: 'failed', fullName: 'slots that overlap are refused' }
const skipped = { status: 'skipped', fullName: 'slots that touch are offered' }
const file = (name: string, tests: { status: string; fullName: string }[], status = 'passed') => ({
  name: join(folder, name),
  status,
  assertionResults: tests,
})

function read(testResults: object[], numPassedTests: number, code = 0) {
  const path = join(folder, 'report.json')
  writeFileSync(path, JSON.stringify({ numPassedTests, testResults }))
  return readReport(path, code, folder)
}

test('a run in which everything passed is counted', () => {
  const result = read([file('a.test.ts', [passed, passed])], 2)
  expect(result).toEqual({ ok: true, passed: 2, failed: 0, failures: [] })
})

test('what failed is named: a test, or a file that could not be loaded or prepared', () => {
  const files = [
    file('core/a.test.ts', [passed, failed], 'failed'),
    file('b.test.ts', [], 'failed'),
    file('c.test.ts', [skipped, skipped], 'failed'),
  ]
  expect(read(files, 1, 1)).toEqual({
    ok: false,
    passed: 1,
    failed: 3,
    failures: ['core/a.test.ts > slots that overlap are refused', 'b.test.ts', 'c.test.ts'],
  })
})

test('a run that ended badly is not well because no test failed', () => {
  expect(read([file('a.test.ts', [passed])], 1, 1)).toMatchObject({ ok: false, failed: 0 })
  expect(readReport(join(folder, 'none.json'), 0, folder)).toEqual({ ok: false })
})
