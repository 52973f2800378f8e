import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import postgres from 'postgres'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { listMigrations } from '../db/list-migrations.ts'
import { readMigrationStatus } from '../db/migration-status.ts'
import { createTestDatabase, type TestDatabase } from '../db/test-database.ts'
import { killServerProcesses, startServerProcess } from './server-process.test-kit.ts'

const program = resolve(import.meta.dirname, '../cli.ts')

// Whole programs start here, on machines that may have much else to do.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const patience = { timeout: 30_000, interval: 20 }
const indexes = '0017_find_expired_rows'
const dataDir = mkdtempSync(join(tmpdir(), 'rendez stopped '))

let testDatabase: TestDatabase
let sql: postgres.Sql
let writer: postgres.Sql
let child: ChildProcess | undefined

beforeEach(async () => {
  testDatabase = await createTestDatabase()
  sql = postgres(testDatabase.url, { max: 1 })
  writer = postgres(testDatabase.url, { max: 1 })
  const migration = listMigrations().find(({ tag }) => tag === indexes)
  await sql`
    delete from drizzle.__drizzle_migrations where created_at = ${migration?.createdAt ?? null}`
  // Whoever builds an index waits for all who write.
  await writer`begin`
  await writer`lock table sent_messages in row exclusive mode`
})
afterEach(async () => {
  child?.kill('SIGKILL')
  await killServerProcesses()
  await Promise.all([writer.end(), sql.end()])
  await testDatabase.drop()
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const settings = () => ({
  DATABASE_URL: testDatabase.url,
  DATA_DIR: dataDir,
  APP_SECRET: 'x'.repeat(32),
})
const stateOf = async () =>
  (await readMigrationStatus(sql)).find(({ tag }) => tag === indexes)?.state
const listSessions = async () => [
  ...(await sql<{ waits: boolean }[]>`
    select wait_event_type = 'Lock' as waits from pg_stat_activity
    where datname = current_database() and application_name = 'rendez-migrate'`),
]
const countInvalid = async () =>
  (await sql`select from pg_index where not indisvalid and indrelid = 'sent_messages'::regclass`)
    .length

/** Runs a command until it waits for the writer, and sends a signal; answers how it ended. */
async function stopWhileItWaits(args: string[], signal: NodeJS.Signals) {
  const env = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', PORT: '0', ...settings() }
  const stdio: ['ignore', 'ignore', 'pipe'] = ['ignore', 'ignore', 'pipe']
  const started = spawn(process.execPath, [program, ...args], { env, stdio })
  child = started
  let errors = ''
  started.stderr.on('data', (chunk) => {
    errors += chunk
  })
  await expect.poll(listSessions, patience).toEqual([{ waits: true }])
  const ended = once(started, 'close')
  started.kill(signal)
  // The writer is still at it.
  const [code] = await ended
  expect(await listSessions()).toEqual([])
  expect(await stateOf()).toBe('pending')
  return { code, lines: errors.trim().split('\n') }
}

test('a start that waits for an index ends with the signal, and the next one builds it', async () => {
  const { code, lines } = await stopWhileItWaits(['serve'], 'SIGTERM')
  expect([code, lines.map((line) => JSON.parse(line).msg).slice(-4)]).toEqual([
    0,
    [
      `${indexes} builds indexes, and waits for whatever is under way before it`,
      'stopping',
      'stopped before the migrations were done: the next start goes on',
      'stopped',
    ],
  ])
  expect(await countInvalid()).toBe(1)

  await writer`commit`
  const server = await startServerProcess({ settings: settings() })
  expect((await fetch(`${server.url}/health/ready`)).status).toBe(200)
  expect([await countInvalid(), await stateOf()]).toEqual([0, 'applied'])
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
})

test('so does the command that migrates, with one line', async () => {
  const { code, lines } = await stopWhileItWaits(['db', 'migrate'], 'SIGINT')
  expect([code, lines.at(-1)]).toEqual([
    1,
    'rendez: stopped by SIGINT: look at db migrate:status before you go on',
  ])
})

test('and the one that takes back', async () => {
  // Whatever is taken back is no longer noted there.
  await writer`lock table drizzle.__drizzle_migrations in share mode`
  const args = ['db', 'migrate:rollback', '--allow-loss']
  const { code, lines } = await stopWhileItWaits(args, 'SIGTERM')
  expect([code, lines.at(-1)]).toEqual([
    1,
    'rendez: stopped by SIGTERM: look at db migrate:status before you go on',
  ])
  expect((await readMigrationStatus(sql)).at(-1)?.state).toBe('applied')
})
