// Runs the product, breaks what it stands on, and checks what it promised: `npm run chaos`.
import { describeReport } from './describe-report.ts'
import { help, type Options, OptionsError, readOptions } from './read-options.ts'
import { runChaos } from './run-chaos.ts'
import { playScenario, type ScenarioVerdict } from './scenarios/play-scenario.ts'
import { scenarioTable } from './scenarios/scenario-table.ts'

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // What was started ends with the process.
  process.once(signal, () => process.exit(130))
}

try {
  process.exitCode = await run()
} catch (error) {
  if (!(error instanceof OptionsError)) throw error
  console.error(`rendez: ${error.message}`)
  process.exitCode = 1
}

async function run(): Promise<number> {
  const { json, help: wantsHelp, ...options } = readOptions(process.argv.slice(2))
  if (wantsHelp) {
    console.log(help)
    return 0
  }
  if (options.single !== null) return playSingle(options.single, { ...options, json })
  const report = await runChaos(options)
  console.log(json ? JSON.stringify(report) : describeReport(report))
  return report.violations.length === 0 ? 0 : 1
}

async function playSingle(
  name: string,
  { seed, json }: Pick<Options, 'seed' | 'json'>,
): Promise<number> {
  const chosen = [...scenarioTable].filter(([each]) => name === 'all' || each === name)
  if (chosen.length === 0) {
    throw new OptionsError(
      `there is no fault ${name}: all, ${[...scenarioTable.keys()].join(', ')}`,
    )
  }
  const verdicts: ScenarioVerdict[] = []
  for (const [each, scenario] of chosen) {
    console.error(`${each}: ${scenario.promise}`)
    const verdict = await playScenario(each, scenario, seed)
    verdicts.push(verdict)
    const { reasons, seconds } = verdict
    const lines = [`${verdict.verdict.toUpperCase()} in ${seconds} s`, ...reasons]
    if (!json) console.log(`${each}: ${lines.join('\n  ')}`)
  }
  if (json) console.log(JSON.stringify(verdicts))
  // What could not be played is named above, and proves nothing.
  return verdicts.every(({ verdict }) => verdict === 'kept') ? 0 : 1
}
