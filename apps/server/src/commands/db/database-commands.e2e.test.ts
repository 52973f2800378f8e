import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { findRunningPostgres } from '../../db/embedded/find-running-postgres.ts'

const program = resolve(import.meta.dirname, '../../cli.ts')

// Whole programs start here, on machines that may have much else to do.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let folder: string
let dataDir: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rendez commands '))
  dataDir = join(folder, 'data')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Ended = { code: number; out: string; errors: string[] }

/** Runs a command to its end; `onErrors` hears what it says meanwhile on standard error. */
function run(
  args: string[],
  settings: Record<string, string> = {},
  onErrors: (text: string) => void = () => {},
): Promise<Ended> {
  const env = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', DATA_DIR: dataDir, ...settings }
  return new Promise((done) => {
    const child = execFile(process.execPath, [program, ...args], { env }, (error, out, errors) => {
      const code = typeof error?.code === 'number' ? error.code : 0
      done({ code, out, errors: errors.trim().split('\n') })
    })
    child.stderr?.on('data', onErrors)
  })
}

async function withServer(work: (url: string) => Promise<void>): Promise<void> {
  const env = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', DATA_DIR: dataDir, PORT: '0' }
  const child: ChildProcess = spawn(process.execPath, [program, 'serve', '--demo'], {
    env: { ...env, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  try {
    const url = await new Promise<string>((ready, fail) => {
      let banner = ''
      child.stdout?.on('data', (chunk) => {
        banner += chunk
        if (banner.includes('Ctrl-C')) ready(/http:\/\/localhost:\d+/.exec(banner)?.[0] ?? '')
      })
      child.once('exit', () => fail(new Error(banner)))
    })
    await work(url)
  } finally {
    const exited = once(child, 'exit')
    child.kill('SIGTERM')
    await exited
  }
}

test('a database from nothing: status, migrate, roll back, verify', async () => {
  const none = await run(['db', 'migrate:status'])
  expect([none.code, none.errors[0]]).toEqual([1, expect.stringContaining('there is no database')])
  expect(existsSync(dataDir)).toBe(false)

  const migrated = await run(['db', 'migrate', '--json'])
  const { applied } = JSON.parse(migrated.out)
  expect(applied[0]).toBe('0000_tables')
  const status = await run(['db', 'migrate:status'])
  expect(status.out.trim().split('\n')).toEqual(applied.map((tag: string) => `applied  ${tag}`))

  const past = await run(['db', 'migrate:rollback', '--steps', '99'])
  expect([past.code, past.out, past.errors.at(-1)]).toEqual([
    1,
    '',
    `rendez: there is no way back past the first migration: only ${applied.length} migrations are applied`,
  ])
  const dry = await run(['db', 'migrate:rollback', '--dry-run', '--json'])
  expect(JSON.parse(dry.out)).toMatchObject({ dryRun: true, migrations: [{ tag: applied.at(-1) }] })
  expect(await run(['db', 'verify-bookings'])).toMatchObject({ code: 0 })
})

test('beside a server that has the embedded database open, and a backup restored elsewhere', async () => {
  const backup = join(folder, 'backup')
  await withServer(async (url) => {
    const verified = await run(['db', 'verify-bookings', '--json'])
    expect([verified.code, JSON.parse(verified.out).clean]).toEqual([0, true])
    const archived = await run(['db', 'archive-bookings', '--dry-run'])
    expect([archived.code, archived.out]).toEqual([0, 'nothing to archive\n'])
    const written = await run(['backup', backup])
    expect([written.code, written.out]).toEqual([0, expect.stringMatching(/^\d+ rows of \d+ tab/)])
    expect((await fetch(`${url}/health`)).status).toBe(200)
  })
  expect(await run(['restore', backup, '--dry-run'])).toMatchObject({ code: 0 })
  const refused = await run(['restore', backup])
  expect([refused.code, refused.errors]).toEqual([
    1,
    ['rendez: the database is not empty: restore into one that was just created'],
  ])
  const elsewhere = { DATA_DIR: join(folder, 'elsewhere') }
  const restored = await run(['restore', backup], elsewhere)
  expect([restored.code, restored.out]).toEqual([0, expect.stringContaining('every rule holds')])
  const host = await run(
    ['db', 'restore-bookings', '--host', 'demo', '--from', '2026-01-01'],
    elsewhere,
  )
  expect([host.code, host.out]).toEqual([
    0,
    expect.stringContaining('has no bookings of this host'),
  ])
})

test('long work says on standard error how far it is, and nothing else where the result is', async () => {
  await withServer(async () => {
    const found = findRunningPostgres(dataDir)
    const sql = postgres(found.state === 'running' ? found.url : '', { max: 1, onnotice: () => {} })
    // The rule that asks for this table waits for it for a second.
    const verified = await sql.begin(async (transaction) => {
      await transaction`lock table idempotency_keys in access exclusive mode`
      return await run(['db', 'verify-bookings', '--json'])
    })
    expect(verified.code).toBe(1)
    expect(verified.errors[0]).toMatch(/^rendez: rule \d+ of \d+: \w/)
    const unknown = JSON.parse(verified.out).verdicts.filter(
      ({ outcome }: { outcome: string }) => outcome === 'unfinished',
    )
    expect(unknown).toMatchObject([{ rule: expect.stringMatching(/^a stored key/) }])

    // As long as somebody else migrates.
    await sql`select pg_advisory_lock(7362033)`
    const migrated = await run(['db', 'migrate', '--json'], {}, () => {
      sql`select pg_advisory_unlock(7362033)`.catch(() => {})
    })
    expect([migrated.code, migrated.errors[0]]).toEqual([
      0,
      'rendez: another server or command migrates this database: waiting until it is done',
    ])
    expect(JSON.parse(migrated.out)).toEqual({ applied: [] })
    await sql.end()
  })
})

test('what cannot be done is one line and exit code 1', async () => {
  const lineOf = async (args: string[], settings?: Record<string, string>) => {
    const { code, errors, out } = await run(args, settings)
    expect([code, errors.length, out]).toEqual([1, 1, ''])
    return errors[0]
  }
  expect(await lineOf(['db', 'restore-bookings', '--host', 'nobody', '--from', '2026-01-01'])).toBe(
    'rendez: there is no host with the username nobody',
  )
  const file = join(folder, 'a file')
  writeFileSync(file, 'no backup')
  expect(await lineOf(['restore', file])).toMatch(/a file is no backup: no manifest\.json in it$/)
  expect(await lineOf(['db', 'archive-bookings', '--older-than', '3'])).toMatch(/a week or more/)
  expect(await lineOf(['db', 'restore-bookings', '--host', 'x', '--from', '2026-02-30'])).toMatch(
    /It must be a date/,
  )
  expect(await lineOf(['db', 'migrate:create', 'Über'])).toMatch(/named in small letters/)
})

test('a database that cannot be used is named, without its password', async () => {
  const APP_SECRET = 'x'.repeat(32)
  const dead = 'postgres://rendez:hunter2@127.0.0.1:1/rendez'
  const refused = await run(['db', 'verify-bookings'], { DATABASE_URL: dead, APP_SECRET })
  expect(refused).toMatchObject({
    code: 1,
    errors: [expect.stringMatching(/^rendez: DATABASE_URL: the database at 127\.0\.0\.1:1 is not/)],
  })
  expect(refused.errors.join()).not.toContain('hunter2')

  // A server of another kind: it answers, but not like PostgreSQL.
  const other = createServer((socket) => socket.end('-ERR unknown command\r\n')).listen(
    0,
    '127.0.0.1',
  )
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' ? address?.port : 0
  const wrong = await run(['db', 'migrate'], {
    DATABASE_URL: `postgres://rendez:hunter2@127.0.0.1:${port}/rendez`,
    APP_SECRET,
  })
  other.close()
  expect(wrong).toMatchObject({
    code: 1,
    errors: [expect.stringContaining('(it does not answer like a PostgreSQL)')],
  })
})

test('an embedded database that does not start is one line and exit code 1', async () => {
  const statusOf = async () => {
    const { code, errors, out } = await run(['db', 'migrate:status'])
    expect([code, errors.length, out]).toEqual([1, 1, ''])
    return errors[0]
  }
  const [password, elsewhere] = [join(dataDir, 'postgres', 'password'), join(folder, 'password')]
  renameSync(password, elsewhere)
  expect(await statusOf()).toMatch(/^rendez: \S.*password is missing: restore it/)
  renameSync(elsewhere, password)

  appendFileSync(
    join(dataDir, 'postgres', '18', 'postgresql.auto.conf'),
    "\nshared_buffers = 'much'\n",
  )
  expect(await statusOf()).toMatch(/^rendez: PostgreSQL does not start: .*FATAL/)
})
