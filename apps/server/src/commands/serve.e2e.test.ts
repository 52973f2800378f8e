import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { startEmbeddedPostgres } from '../db/embedded-postgres.ts'
import { listMigrations } from '../db/list-migrations.ts'
import { createTestDatabase } from '../db/test-database.ts'
import { listen } from '../http/http-server.ts'

const program = resolve(import.meta.dirname, '../cli.ts')

// Whole programs start here, on machines that may have much else to do.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

type Running = { child: ChildProcess; url: string; banner: string }
type Ended = { code: number | null; errors: string[] }

let dataDir: string
let children: ChildProcess[] = []

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'rendez serve '))
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))
afterEach(async () => {
  await Promise.all(children.map((child) => end(child, 'SIGKILL')))
  children = []
})

function run(settings: Record<string, string>, args: string[] = []): ChildProcess {
  const env = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', DATA_DIR: dataDir, PORT: '0', ...settings }
  const child = spawn(process.execPath, [program, 'serve', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  return child
}

/** Runs until it ends by itself. */
async function runToEnd(settings: Record<string, string>): Promise<Ended> {
  const child = run(settings)
  const errors = child.stderr === null ? '' : text(child.stderr)
  const [code] = await once(child, 'exit')
  return { code, errors: (await errors).trim().split('\n') }
}

/** Runs until it says that it is ready. */
async function start(settings: Record<string, string> = {}, args: string[] = []): Promise<Running> {
  const child = run(settings, args)
  let [banner, errors] = ['', '']
  child.stderr?.on('data', (chunk) => {
    errors += chunk
  })
  await new Promise<void>((ready, fail) => {
    child.stdout?.on('data', (chunk) => {
      banner += chunk
      if (banner.includes('Ctrl-C')) ready()
    })
    child.once('close', () => fail(new Error(errors)))
  })
  const url = /http:\/\/localhost:\d+/.exec(banner)?.[0] ?? ''
  return { child, url, banner }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const exited = once(child, 'exit')
  child.kill(signal)
  const [code] = await exited
  return code
}

/** What still runs on the data directory: the server, PostgreSQL, or whoever watches over it. */
const leftovers = () =>
  execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(dataDir))

describe('bad settings end the start with a line for each, and no stack', () => {
  test('which setting, and how to mend it', async () => {
    const { code, errors } = await runToEnd({ PORT: 'http', LOG_LEVEL: 'loud' })
    expect(code).toBe(78)
    expect(errors).toEqual([
      'rendez: PORT must be a port number from 0 to 65535, such as 3000 (it is "http")',
      'rendez: LOG_LEVEL must be one of debug, info, warn, error, silent (it is "loud")',
    ])
  })

  test('a port that is taken', async () => {
    const other = await listen('127.0.0.1', 0)
    const { code, errors } = await runToEnd({ PORT: String(other.port) })
    await other.close()
    expect([code, errors]).toEqual([
      78,
      [expect.stringMatching(/^rendez: PORT \d+ is taken: .* choose another, such as PORT=\d+$/)],
    ])
  })

  test('a database that does not answer', async () => {
    const DATABASE_URL = 'postgres://rendez:hunter2@127.0.0.1:1/rendez'
    const settings = { DATABASE_URL, APP_SECRET: 'x'.repeat(32), LOG_LEVEL: 'silent' }
    const { code, errors } = await runToEnd(settings)
    expect(code).toBe(78)
    expect(errors).toEqual([
      expect.stringMatching(/^rendez: DATABASE_URL: the database at 127\.0\.0\.1:1 is not usable/),
    ])
    expect(errors.join()).not.toContain('hunter2')
  })

  test('a PostgreSQL that is too old, by what it says of itself', async () => {
    const database = await createTestDatabase()
    const sql = postgres(database.url, { max: 1 })
    const { pathname, host } = new URL(database.url)
    await sql`
      create function current_setting(name text) returns text language sql return '140009'`
    await sql`alter database ${sql(pathname.slice(1))} set search_path = public, pg_catalog`
    await sql.end()
    const settings = { DATABASE_URL: database.url, APP_SECRET: 'x'.repeat(32) }
    const { code, errors } = await runToEnd({ ...settings, LOG_LEVEL: 'silent' })
    await database.drop()
    expect([code, errors]).toEqual([
      78,
      [`rendez: DATABASE_URL: the database at ${host} is PostgreSQL 14: 15 or newer is needed`],
    ])
  })

  test('an embedded database that takes no migration', async () => {
    const directory = join(dataDir, 'odd one')
    const embedded = await startEmbeddedPostgres({ dataDir: directory })
    const sql = postgres(embedded.url, { max: 1 })
    await sql`create table bookings (mine text)`
    await sql.end()
    await embedded.stop()
    const { code, errors } = await runToEnd({ DATA_DIR: directory, LOG_LEVEL: 'silent' })
    expect([code, errors]).toEqual([
      78,
      [
        expect.stringMatching(
          /^rendez: the embedded database in .*odd one: the migration 0000_tables failed.*"bookings" already exists$/,
        ),
      ],
    ])
  })

  test('a database that cannot be brought to this release, after its tables were waited for', async () => {
    const { url, drop } = await createTestDatabase()
    const sql = postgres(url, { max: 1 })
    // As if somebody had made a column by hand that a migration brings.
    const made = listMigrations().find(({ tag }) => tag === '0015_request_ids')
    await sql`
      delete from drizzle.__drizzle_migrations where created_at = ${made?.createdAt ?? null}`
    await sql`begin`
    await sql`lock table outbox in access share mode`
    const child = run({ DATABASE_URL: url, APP_SECRET: 'x'.repeat(32) })
    const ended = once(child, 'close')
    let errors = ''
    child.stderr?.on('data', (chunk) => {
      errors += chunk
    })
    await expect.poll(() => errors, { timeout: 30_000 }).toContain('a table is in use')
    await sql`commit`
    const [code] = await ended
    expect([code, errors.trim().split('\n').at(-1)]).toEqual([
      78,
      `rendez: DATABASE_URL: the database at ${new URL(url).host}: the migration 0015_request_ids failed, and nothing of it was kept: column "request_id" of relation "outbox" already exists`,
    ])
    await sql.end()
    await drop()
  })

  test('a store that is something else', async () => {
    const web = await listen('127.0.0.1', 0)
    const REDIS_URL = `redis://:hunter2@127.0.0.1:${web.port}`
    const { code, errors } = await runToEnd({ REDIS_URL, LOG_LEVEL: 'silent' })
    await web.close()
    expect([code, errors]).toEqual([
      78,
      [
        `rendez: REDIS_URL: the server at 127.0.0.1:${web.port} is not usable: what answers is not a single Redis or Valkey`,
      ],
    ])
  })

  test('a data directory that cannot be', async () => {
    const file = join(dataDir, 'file')
    writeFileSync(file, '')
    const { code, errors } = await runToEnd({ DATA_DIR: join(file, 'below'), LOG_LEVEL: 'silent' })
    expect([code, errors]).toEqual([78, [expect.stringMatching(/^rendez: DATA_DIR .*choose a/)]])
  })
})

test('a first start serves a demo that can be booked; it stops cleanly and keeps everything', async () => {
  const first = await start({}, ['--demo'])
  expect(first.banner).toMatch(/Book a demo +http:\/\/localhost:\d+\/demo\/intro/)
  const logIn = /Log in as +(?<email>\S+), password (?<password>\S+)/.exec(first.banner)?.groups
  const answer = await fetch(`${first.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(logIn),
  })
  expect(answer.status).toBe(200)
  const page = await (await fetch(`${first.url}/api/demo/intro`)).json()
  expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600)
  expect(leftovers()).not.toEqual([])

  expect(await end(first.child, 'SIGTERM')).toBe(0)
  expect(leftovers()).toEqual([])

  const secret = readFileSync(join(dataDir, 'secret'), 'utf8')
  const second = await start({}, ['--demo'])
  expect(await (await fetch(`${second.url}/api/demo/intro`)).json()).toEqual(page)
  expect(second.banner).toContain(`password ${logIn?.password} unless you changed it`)
  expect(readFileSync(join(dataDir, 'secret'), 'utf8')).toBe(secret)
  expect(await end(second.child, 'SIGINT')).toBe(0)
  expect(leftovers()).toEqual([])
})

test('a stop during the start leaves nothing either', async () => {
  const child = run({})
  const ended = once(child, 'exit')
  // PostgreSQL is up by then, the server is not.
  await new Promise<void>((seen) => {
    child.stderr?.on('data', (chunk) => {
      if (String(chunk).includes('"port":"database"')) seen()
    })
  })
  child.kill('SIGTERM')
  expect((await ended)[0]).toBe(0)
  expect(leftovers()).toEqual([])
})

test('a second server on the same data is refused while the first one lives', async () => {
  const first = await start()
  const { code, errors } = await runToEnd({ LOG_LEVEL: 'silent' })
  expect(code).toBe(78)
  expect(errors).toEqual([
    expect.stringMatching(/^rendez: another server \(process \d+\) is using/),
  ])
  expect((await fetch(`${first.url}/health`)).status).toBe(200)
  expect(await end(first.child, 'SIGTERM')).toBe(0)
})

/** Runs a program that keeps something running until it is stopped. */
async function runProgram(body: string) {
  const url = (file: string) => JSON.stringify(new URL(file, import.meta.url).href)
  const source = `
    import { runUntilStopped } from ${url('./run-until-stopped.ts')}
    import { createLogger } from ${url('../logger.ts')}
    ${body}
    process.exitCode = await runUntilStopped(start, createLogger('info'))
  `
  const args = ['--input-type=module', '--eval', source]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  const [output, log] = [text(child.stdout), text(child.stderr)]
  const [code] = await once(child, 'exit')
  return { code, output: await output, log: await log }
}

test('an error that nobody caught is logged, and the process ends with 1', async () => {
  const { code, output, log } = await runProgram(`
    const start = async () => ({ stop: async () => console.log('stopped') })
    setTimeout(() => { throw new Error('nobody caught this') }, 10)`)
  expect([code, output]).toEqual([1, 'stopped\n'])
  expect(log).toMatch(/"level":"fatal".*nobody caught this/)
})

test('a start that fails for a reason nobody expected ends with 1', async () => {
  const { code, log } = await runProgram(
    "const start = () => Promise.reject(new Error('nobody expected this'))",
  )
  expect(code).toBe(1)
  expect(log).toMatch(/"level":"fatal".*nobody expected this/)
})
