import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startRedis } from '../../../../../scripts/services/start-redis.ts'
import type { RunningService } from '../../../../../scripts/services/start-service.ts'
import { systemClock } from '../../adapters/clock/system-clock.ts'
import { createRedisStore } from '../../adapters/key-value-store/redis-store.ts'
import { startBrokenLine } from '../../adapters/message-bus/broken-line.test-kit.ts'
import { connectDatabase, type Database } from '../../db/client.ts'
import { createTestHost, createTestMeetingType } from '../../db/scheduling.test-kit.ts'
import { createTestDatabase, type TestDatabase } from '../../db/test-database.ts'
import { createLogger } from '../../logger.ts'
import { cacheKeys } from '../../modules/availability/cache/cache-keys.ts'
import { unknownPosition } from '../../modules/availability/cache/host-generations.ts'
import {
  type Instance,
  startInstance,
} from '../../modules/availability/cache/slot-cache.test-kit.ts'
import type { KeyValueStore } from '../../ports/key-value-store.ts'
import { listMonths } from './warm-cache.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const program = resolve(import.meta.dirname, '../../cli.ts')
const directory = mkdtempSync(join(tmpdir(), 'rendez-cache-'))
let testDatabase: TestDatabase
let database: Database
let redis: RunningService
let store: KeyValueStore
let server: Instance
let meetingTypeIds: string[]

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = connectDatabase(testDatabase.url)
  redis = await startRedis({ directory })
  store = await createRedisStore(redis.url, createLogger('silent'))
  server = await startInstance({ database, clock: systemClock, redisUrl: redis.url })
  const { hostId } = await createTestHost(database)
  meetingTypeIds = [
    await createTestMeetingType(database, hostId),
    await createTestMeetingType(database, (await createTestHost(database)).hostId),
  ]
  await createTestMeetingType(database, hostId, { active: false })
})
afterAll(async () => {
  await server.stop()
  await store.close()
  await redis.stop()
  await database.close()
  await testDatabase.drop()
  rmSync(directory, { recursive: true, force: true })
})

type Ended = { code: number; output: string; errors: string }

function cache(args: string[], settings: Record<string, string> = {}): Promise<Ended> {
  const env = {
    PATH: '/usr/bin:/bin',
    DATABASE_URL: testDatabase.url,
    APP_SECRET: 'x'.repeat(32),
    REDIS_URL: redis.url,
    ...settings,
  }
  return new Promise((done) => {
    execFile(process.execPath, [program, 'cache', ...args], { env }, (error, output, errors) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, output, errors })
    })
  })
}

const json = async (...args: string[]) => JSON.parse((await cache([...args, '--json'])).output)

/** A month as its page asks for it, of each meeting type. */
async function readPages(): Promise<void> {
  const [month] = listMonths(systemClock.now(), 1)
  for (const id of meetingTypeIds) if (month !== undefined) await server.list(id, month)
}

test('warm computes what the pages will ask for, and a second time finds it there', async () => {
  expect(await json('warm', '--months', '3')).toEqual({ meetingTypes: 2, computed: 6, there: 0 })
  expect(await json('warm', '--months', '3')).toEqual({ meetingTypes: 2, computed: 0, there: 6 })
  await readPages()
  expect(server.lookups).toEqual({ hit: 2, miss: 0, away: 0 })
})

test('stats counts what is there by kind', async () => {
  await store.set('session:one', 'somebody', 3_600_000)
  await store.takeToken('limit:read:me', { burst: 5, count: 5, periodSeconds: 3600 })
  const stats = await json('stats')
  expect(stats.keys).toEqual({ 'cache:generation': 2, 'cache:slots': 6, limit: 1, session: 1 })
  expect(stats.usedBytes).toBeGreaterThan(100_000)
  expect((await cache(['stats'])).output).toMatch(
    /^cache:slots {7}6\nlimit {13}1\nsession {11}1\nThe server uses \d+ KB/m,
  )
})

test('flush throws away slots, also from the memory of servers, and nothing else', async () => {
  const before = { ...server.lookups }
  expect(await json('flush', 'slots:*')).toEqual({ deleted: 0, dryRun: false })
  expect(await json('flush', '--dry-run')).toEqual({ deleted: 8, dryRun: true })
  await readPages()
  expect(server.lookups).toEqual({ ...before, hit: before.hit + 2 })

  expect(await json('flush', 'slots:')).toEqual({ deleted: 8, dryRun: false })
  await readPages()
  expect(server.lookups).toEqual({ ...before, hit: before.hit + 2, miss: before.miss + 2 })
  expect((await cache(['flush'])).output).toBe('4 keys are deleted.\n')
  expect((await json('stats')).keys).toEqual({ limit: 1, session: 1 })
})

test('flush of one host leaves the others as they are', async () => {
  await readPages()
  const before = { ...server.lookups }
  const [row] =
    await database.sql`select host_id from meeting_types where id = ${meetingTypeIds[0] ?? ''}`
  expect(await json('flush', `slots:${row?.host_id}`)).toEqual({ deleted: 2, dryRun: false })
  await readPages()
  expect(server.lookups).toEqual({ ...before, hit: before.hit + 1, miss: before.miss + 1 })
})

test('flush-all throws away all that is of this project', async () => {
  expect(await json('flush-all', '--dry-run')).toEqual({ deleted: 6, dryRun: true })
  expect(await store.get('session:one')).toBe('somebody')
  expect(await json('flush-all')).toEqual({ deleted: 6, dryRun: false })
  expect((await json('stats')).keys).toEqual({})
})

test.each([
  ['of which a server can tell how new it is, where there is a replica', true],
  ['of no position, where there is none', false],
])('warm makes generations %s', async (_, hasReplica) => {
  const hosts = await database.sql`select distinct host_id from meeting_types`
  const keys = hosts.map((row) => cacheKeys.generation(store.lifeId() ?? '', row.host_id))
  for (const key of keys) await store.delete(key)
  const settings = hasReplica
    ? { DATABASE_REPLICA_URL: 'postgres://rendez@127.0.0.1:1/rendez' }
    : {}
  expect((await cache(['warm', '--months', '1'], settings)).code).toBe(0)
  for (const key of keys) {
    expect(await store.get(key)).toMatch(/^\d{20} /)
    expect((await store.get(key))?.startsWith(unknownPosition)).toBe(!hasReplica)
  }
})

test('what cannot be done is one line and exit code 1', async () => {
  for (const command of ['stats', 'flush', 'flush-all', 'warm']) {
    const { code, errors } = await cache([command], { REDIS_URL: '' })
    expect([code, errors]).toEqual([
      1,
      'rendez: REDIS_URL is not set: each server then caches in its own memory, and a restart empties it\n',
    ])
  }
  const away = await cache(['stats'], { REDIS_URL: 'redis://:hunter2@127.0.0.1:1' })
  expect([away.code, away.errors]).toEqual([
    1,
    'rendez: REDIS_URL: the server at 127.0.0.1:1 is not usable: it does not answer (ECONNREFUSED)\n',
  ])
  expect((await cache(['warm', '--months', '13'])).code).toBe(1)
})

test.each([
  ['unlink', 'flush-all'],
  ['scan', 'stats'],
])(
  'a store that goes away at the %s of a command is one line and exit code 1',
  async (word, name) => {
    await store.set('session:one', 'somebody', 3_600_000)
    const line = await startBrokenLine(redis.url, word)
    const ended = await cache([name], { REDIS_URL: line.url })
    await line.close()
    const reason = 'is not usable: it did not answer to the end (Connection is closed.)'
    expect(ended).toEqual({
      code: 1,
      output: '',
      errors: `rendez: REDIS_URL: the server at ${new URL(line.url).host} ${reason}\n`,
    })
    expect(await store.get('session:one')).toBe('somebody')
  },
)

test('warm does not say that it computed what the database kept from it', async () => {
  await cache(['flush'])
  const sql = postgres(testDatabase.url, { max: 1 })
  const ended = await sql.begin(async (transaction) => {
    await transaction`lock table schedules in access exclusive mode`
    return await cache(['warm'])
  })
  await sql.end()
  expect(ended).toEqual({
    code: 1,
    output: '',
    errors: 'rendez: the database does not answer in time: what is missing is not computed\n',
  })
})

test('warm passes over what has nothing to compute', async () => {
  // Without a schedule of its own, and no default one, there is nothing to book.
  await database.sql`update schedules set is_default = false`
  expect(await cache(['warm'])).toMatchObject({ code: 0, errors: '' })
})
