// The project with hot reload: `npm run dev`. The server restarts when its code changes; Vite serves
// the pages. When either of them ends, so does the other.
import { join } from 'node:path'
import { runNode, stopAll } from './run-command.ts'

const server = ['--watch', '--watch-preserve-output', join('apps', 'server', 'src', 'cli.ts')]
const vite = join(
  import.meta.dirname,
  '..',
  'apps',
  'web',
  'node_modules',
  'vite',
  'bin',
  'vite.js',
)

const processes = [
  runNode([...server, 'serve', ...process.argv.slice(2)]),
  runNode([vite], { cwd: join('apps', 'web') }),
]
const first = await Promise.race(processes)
stopAll('SIGTERM')
await Promise.all(processes)
process.exitCode = first.code
