// Everything that checks the project, in stages: `npm test`.
import { join } from 'node:path'
import { interruption } from './run-command.ts'
import { findNginx } from './services/find-nginx.ts'
import { findTestServices } from './services/open-test-services.ts'
import { commandStage } from './test/command-stage.ts'
import { findChromium } from './test/find-chromium.ts'
import type { Stage, StageResult } from './test/stage.ts'
import { typesStage } from './test/types-stage.ts'
import { vitestStage } from './test/vitest-stage.ts'

const biome = join('node_modules', '@biomejs', 'biome', 'bin', 'biome')
const turbo = join('node_modules', 'turbo', 'bin', 'turbo')
const quietBuild = ['run', 'build', '--output-logs=errors-only', '--ui=stream', '--no-daemon']

const stages: Stage[] = [
  commandStage('Format and lint', [biome, 'check', '--error-on-warnings', '.']),
  commandStage('The linter bites', [join('scripts', 'check-lint-bites.ts')]),
  commandStage('Structure', [join('scripts', 'check-structure.ts')]),
  typesStage(),
  commandStage('Build', [turbo, ...quietBuild]),
  vitestStage('Tests', 'unit', ['--project', '!e2e'], async () => {
    await findTestServices()
    await findNginx()
    return {}
  }),
  vitestStage('Browser tests', 'e2e', ['--project', 'e2e'], findChromium),
]

type Outcome = {
  title: string
  result: StageResult
  seconds: number
}

const outcomes: Outcome[] = []
for (const stage of stages) {
  console.log(`\n=== ${stage.title}`)
  const start = performance.now()
  const result = await stage.run()
  outcomes.push({ title: stage.title, result, seconds: (performance.now() - start) / 1000 })
  if (!result.ok || interruption()) break
}
printSummary(outcomes)
process.exitCode =
  outcomes.length === stages.length && outcomes.every(({ result }) => result.ok) ? 0 : 1

function printSummary(done: Outcome[]): void {
  console.log('\n=== Summary')
  for (const { title, result, seconds } of done) {
    const tests =
      result.passed === undefined ? '' : `${result.passed} passed, ${result.failed} failed`
    console.log(
      `${result.ok ? 'ok    ' : 'FAILED'} ${title.padEnd(18)} ${seconds.toFixed(1).padStart(6)} s  ${tests}`.trimEnd(),
    )
    const details = [
      ...(result.reason === undefined ? [] : [result.reason]),
      ...(result.failures ?? []),
    ]
    for (const detail of details) console.log(`       ${detail}`)
  }
  for (const { title } of stages.slice(done.length)) console.log(`not run ${title}`)
  const passed = sum(done.map(({ result }) => result.passed ?? 0))
  // A stage that fails without a failed test (lint, types, build) counts as one.
  const failed = sum(done.map(({ result }) => (result.ok ? 0 : result.failed || 1)))
  console.log(`\n${passed} passed, ${failed} failed`)
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
