// Files are where the house has a room for them, and know only whom they may know.
import { describeSettings } from '../apps/server/src/config.ts'
import { root } from './run-command.ts'
import { checkSettings } from './structure/check-settings.ts'
import { readSourceFiles } from './structure/source-file.ts'
import { structureChecks } from './structure/structure-checks.ts'

const files = readSourceFiles(root)
const checks = [...structureChecks, checkSettings(describeSettings())]
const problems = checks.flatMap((check) => check(files))

for (const { path, message } of problems) console.error(`${path}: ${message}`)
console.log(`${files.length} files, ${problems.length} problems`)
process.exitCode = problems.length === 0 ? 0 : 1
