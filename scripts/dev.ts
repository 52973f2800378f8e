// The project with hot reload: `npm run dev`. The server restarts when its code changes; Vite serves
// the pages and passes the rest on to the server. When either of them ends, so does the other.
import { join } from 'node:path'
import { root, runNode, stopAll } from './run-command.ts'

const port = process.env.PORT ?? '3000'
const server = ['--watch', '--watch-preserve-output', join('apps', 'server', 'src', 'cli.ts')]
const vite = join(root, 'apps', 'web', 'node_modules', 'vite', 'bin', 'vite.js')

const programs = [
  runNode([...server, 'serve', ...process.argv.slice(2)], { env: { PORT: port } }),
  runNode([vite], {
    cwd: join('apps', 'web'),
    env: { API_ORIGIN: `http://127.0.0.1:${port}` },
  }),
]
const first = await Promise.race(programs)
stopAll('SIGTERM')
await Promise.all(programs)
process.exitCode = first.code
