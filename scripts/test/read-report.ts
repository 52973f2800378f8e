import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { StageResult } from './stage.ts'

type VitestReport = {
  numPassedTests: number
  testResults: {
    name: string
    status: string
    assertionResults: { status: string; fullName: string }[]
  }[]
}

/**
 * What vitest's JSON report of a run says, together with its exit code.
 *
 * @param folder that the names of failed tests are told from
 */
export function readReport(file: string, code: number, folder: string): StageResult {
  try {
    const report: VitestReport = JSON.parse(readFileSync(file, 'utf8'))
    const failures = report.testResults.flatMap((one) => failuresOf(one, folder))
    return {
      ok: code === 0 && failures.length === 0,
      passed: report.numPassedTests,
      failed: failures.length,
      failures,
    }
  } catch {
    return { ok: false }
  }
}

type FileReport = VitestReport['testResults'][number]

function failuresOf({ name, status, assertionResults }: FileReport, folder: string): string[] {
  const path = relative(folder, name)
  const failed = assertionResults.filter((test) => test.status === 'failed')
  // It could not be loaded or prepared: its tests, if they are known at all, count as skipped.
  if (status === 'failed' && failed.length === 0) return [path]
  return failed.map((test) => `${path} > ${test.fullName}`)
}
