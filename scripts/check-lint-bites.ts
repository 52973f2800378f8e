// A rule that a slip in the configuration has switched off looks like clean code. So every rule is shown
// one violation, at the place where it counts, and must report it; and honest code, which it must not.
import type { Canary } from './canary/canary.ts'
import { codeCanaries } from './canary/code-canaries.ts'
import { honestFiles } from './canary/honest-files.ts'
import { importCanaries } from './canary/import-canaries.ts'
import { lintPlanted } from './canary/lint-planted.ts'
import { structureCanaries } from './canary/structure-canaries.ts'
import { checkSettings } from './structure/check-settings.ts'
import { structureChecks } from './structure/structure-checks.ts'

const lintCanaries = [...importCanaries, ...codeCanaries]
const lintReports = await lintPlanted([...lintCanaries, ...honestFiles])
const structureReports = reportStructure([...structureCanaries, ...honestFiles])

const silent = [
  ...lintCanaries.filter((canary) => !isCaught(canary, lintReports)),
  ...structureCanaries.filter((canary) => !isCaught(canary, structureReports)),
]
const accused = honestFiles.flatMap(({ path }) => [
  ...(lintReports.get(path) ?? []).map((report) => `${path}: ${report}`),
  ...(structureReports.get(path) ?? []).map((report) => `${path}: ${report}`),
])

for (const { path, caughtBy } of silent) console.error(`not reported: ${path} (${caughtBy})`)
for (const line of accused) console.error(`reported although honest: ${line}`)
const planted = lintCanaries.length + structureCanaries.length
console.log(
  `${planted - silent.length} of ${planted} planted violations are reported; ${honestFiles.length} honest files, ${accused.length} reports`,
)
process.exitCode = silent.length + accused.length === 0 ? 0 : 1

function isCaught({ path, caughtBy }: Canary, reports: Map<string, string[]>): boolean {
  return (reports.get(path) ?? []).some((report) => report.includes(caughtBy))
}

function reportStructure(files: { path: string; text: string }[]): Map<string, string[]> {
  const reports = new Map<string, string[]>()
  for (const { path, message } of [...structureChecks, checkSettings('# PORT=3000\n')].flatMap(
    (check) => check(files),
  )) {
    reports.set(path, [...(reports.get(path) ?? []), message])
  }
  return reports
}
