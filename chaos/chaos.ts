// Runs the product, breaks what it stands on, and checks what it promised: `npm run chaos`.
import { describeReport } from './describe-report.ts'
import { readOptions } from './read-options.ts'
import { runChaos } from './run-chaos.ts'

const { json, ...options } = readOptions(process.argv.slice(2))
const report = await runChaos(options)
console.log(json ? JSON.stringify(report) : describeReport(report))
process.exitCode = report.violations.length === 0 ? 0 : 1
