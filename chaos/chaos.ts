// Runs the product, breaks what it stands on, and checks what it promised: `npm run chaos`.
import { describeReport } from './describe-report.ts'
import { help, OptionsError, readOptions } from './read-options.ts'
import { runChaos } from './run-chaos.ts'

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
  const report = await runChaos(options)
  console.log(json ? JSON.stringify(report) : describeReport(report))
  return report.violations.length === 0 ? 0 : 1
}
