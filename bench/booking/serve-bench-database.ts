import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { BenchDatabase } from '../database/open-bench-database.ts'

export type ServedDatabase = { url: string; stop(): Promise<void> }

const program = join(import.meta.dirname, '../../apps/server/src/cli.ts')

/**
 * Starts the product on a database, in a process of its own, with everything in process that may be.
 * Returns when it answers and its first round of scheduled jobs is done.
 */
export async function serveBenchDatabase(
  { url, sql }: BenchDatabase,
  directory: string,
  options: string[] = [],
): Promise<ServedDatabase> {
  const child = spawn(process.execPath, [...options, program, 'serve'], {
    // Settings of a .env in the project do not count: what is empty is not set.
    env: {
      DATABASE_URL: url,
      DATA_DIR: join(directory, 'served'),
      APP_SECRET: randomBytes(32).toString('hex'),
      PORT: '0',
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'warn',
      REDIS_URL: '',
      AMQP_URL: '',
      SMTP_URL: '',
      PUBLIC_URL: '',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const stop = async () => {
    child.kill('SIGTERM')
    await exited
  }
  process.once('exit', () => child.kill('SIGKILL'))
  let banner = ''
  for await (const chunk of child.stdout) {
    banner += String(chunk)
    if (banner.includes('Ctrl-C')) break
  }
  const served = /http:\/\/localhost:\d+/.exec(banner)?.[0]
  if (served === undefined) throw new Error('the server did not start')
  await jobsDone(sql)
  return { url: served.replace('localhost', '127.0.0.1'), stop }
}

async function jobsDone(sql: BenchDatabase['sql']): Promise<void> {
  for (;;) {
    const jobs = await sql<{ done: boolean }[]>`
      select finished_at is not null as done from scheduled_jobs`
    if (jobs.some(({ done }) => done) && jobs.every(({ done }) => done)) return
    await delay(50)
  }
}
