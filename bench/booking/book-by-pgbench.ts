import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

type PgbenchOptions = {
  program: string
  databaseUrl: string
  script: string
  /** Each has a connection. */
  clients: number
  seconds: number
  /** For its files. */
  directory: string
}

const run = promisify(execFile)

/** Runs a script for a while; answers how long each transaction took, and all of it. */
export async function bookByPgbench(
  options: PgbenchOptions,
): Promise<{ milliseconds: number[]; seconds: number }> {
  const directory = mkdtempSync(join(options.directory, 'pgbench-'))
  const script = join(directory, 'script.sql')
  writeFileSync(script, options.script)
  const { hostname, port, username, password, pathname } = new URL(options.databaseUrl)
  const args = [
    ...['--no-vacuum', '--protocol=prepared', `--file=${script}`],
    ...[`--client=${options.clients}`, `--jobs=${Math.min(2, options.clients)}`],
    ...[`--time=${options.seconds}`, '--log', `--log-prefix=${join(directory, 'log')}`],
  ]
  const env = {
    PGHOST: hostname,
    PGPORT: port,
    PGUSER: username,
    PGPASSWORD: password,
    PGDATABASE: pathname.slice(1),
  }
  try {
    await run(options.program, args, { env })
    return readLogs(directory)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

// client_id transaction_no time script_no time_epoch time_us, the times in microseconds.
function readLogs(directory: string): { milliseconds: number[]; seconds: number } {
  const logs = readdirSync(directory).filter((file) => file.startsWith('log'))
  const rows = logs
    .flatMap((file) => readFileSync(join(directory, file), 'utf8').trim().split('\n'))
    .map((line) => line.split(' ').map(Number))
  const milliseconds = rows.map(([, , time = Number.NaN]) => time / 1_000)
  const [first = 0, last = 0] = rows.reduce(
    ([first, last], [, , time = 0, , epoch = 0, micro = 0]) => {
      const end = epoch + micro / 1e6
      return [Math.min(first ?? end, end - time / 1e6), Math.max(last ?? end, end)]
    },
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  )
  return { milliseconds, seconds: last - first }
}
