// Runs the benchmarks in turn: `npm run bench`, or `npm run bench -- <part of a name> [its options]`.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { interruption, root, runNode } from './run-command.ts'

const [filter = '', ...options] = process.argv.slice(2)
const files = readdirSync(join(root, 'bench'))
  .filter((file) => file.endsWith('.bench.ts') && file.includes(filter))
  .sort()

if (files.length === 0) {
  console.error(filter ? `no benchmark has "${filter}" in its name` : 'there are no benchmarks yet')
  process.exitCode = 1
}
for (const file of files) {
  console.log(`\n=== ${file}`)
  const { code } = await runNode([join('bench', file), ...options])
  if (code !== 0) process.exitCode = 1
  if (interruption()) break
}
