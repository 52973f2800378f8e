import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { type RunningRabbitmq, startRabbitmq } from '../../../scripts/services/start-rabbitmq.ts'
import { startRedis } from '../../../scripts/services/start-redis.ts'
import type { RunningService } from '../../../scripts/services/start-service.ts'
import {
  killServerProcesses,
  type ServerProcess,
  startServerProcess,
} from './commands/server-process.test-kit.ts'
import { connectDatabase, type Database } from './db/client.ts'
import { createTestHost, createTestMeetingType } from './db/scheduling.test-kit.ts'
import { createTestDatabase, type TestDatabase } from './db/test-database.ts'
import { verifyInvariants } from './db/verify-invariants.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 })

const patience = { timeout: 60_000, interval: 100 }
const directory = mkdtempSync(join(tmpdir(), 'rendez-degradation-'))
const redisOptions = () => ({ directory: join(directory, 'redis') })
const brokerOptions = () => ({ directory: join(directory, 'rabbitmq') })
let testDatabase: TestDatabase
let database: Database
let redis: RunningService
let broker: RunningRabbitmq
let server: ServerProcess
let meetingTypeId: string

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = connectDatabase(testDatabase.url, { max: 2 })
  const { hostId } = await createTestHost(database)
  meetingTypeId = await createTestMeetingType(database, hostId)
  redis = await startRedis(redisOptions())
  broker = await startRabbitmq(brokerOptions())
  server = await startServerProcess({
    settings: {
      DATABASE_URL: testDatabase.url,
      REDIS_URL: redis.url,
      AMQP_URL: broker.url,
      DATA_DIR: directory,
      APP_SECRET: 'x'.repeat(32),
      RATE_LIMITS: 'off',
    },
  })
})
afterAll(async () => {
  await killServerProcesses()
  await redis.stop()
  await broker.stop()
  await database.close()
  await testDatabase.drop()
  rmSync(directory, { recursive: true, force: true })
})

const bodySchema = z.object({
  status: z.string(),
  parts: z
    .array(z.object({ name: z.string(), status: z.string(), reason: z.string().optional() }))
    .optional(),
  outbox: z.object({ waiting: z.number() }).nullish(),
})
const ask = async (path: string) => {
  const answer = await fetch(server.url + path)
  return { status: answer.status, body: bodySchema.parse(await answer.json()) }
}
const health = async () => (await ask('/health')).body.status
// A part that takes more than a quarter of a second counts as down, so that a busy machine may be
// unhealthy for a moment.
async function isDegraded(): Promise<void> {
  await expect.poll(health, patience).toBe('degraded')
  await expect.poll(() => ask('/health').then(({ status }) => status), patience).toBe(200)
  await expect.poll(() => ask('/health/ready').then(({ status }) => status), patience).toBe(200)
}
const down = async () => {
  const { parts = [] } = (await ask('/health/detailed')).body
  return parts.filter(({ status }) => status === 'down').map(({ name }) => name)
}

// No reminder falls due meanwhile, which would be one mail more.
const firstStart = Date.parse(new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10))
let booked = 0

/** The next free half hour; answers the status. */
async function book(): Promise<number> {
  const startTime = new Date(firstStart + booked * 1_800_000).toISOString()
  booked += 1
  const answer = await fetch(`${server.url}/api/bookings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      meetingTypeId,
      startTime,
      inviteeName: 'Ada Lovelace',
      inviteeEmail: 'ada@example.com',
      inviteeTimeZone: 'UTC',
    }),
  })
  await answer.arrayBuffer()
  return answer.status
}

/** Books one after the other, from before something happens until it has happened. */
async function bookDuring<Result>(happening: () => Promise<Result>): Promise<Result> {
  let over = false
  const statuses: number[] = []
  const booking = (async () => {
    while (!over || statuses.length < 5) statuses.push(await book())
  })()
  const result = await happening().finally(() => {
    over = true
  })
  await booking
  expect(new Set(statuses)).toEqual(new Set([201]))
  return result
}

const mails = async () => {
  const [row] = await database.sql<{ sent: number; most: number }[]>`
    select count(*)::int as sent, coalesce(max(attempts), 0)::int as most
    from sent_messages where state = 'accepted'`
  return row
}

test('while the store or the broker is away people book on; mail waits, and comes once', async () => {
  await expect.poll(health, patience).toBe('healthy')

  await bookDuring(async () => {
    redis.kill()
    await expect.poll(down, patience).toEqual(['store'])
  })
  await isDegraded()
  redis = await bookDuring(async () => {
    const back = await startRedis({ ...redisOptions(), port: redis.port })
    await expect.poll(health, patience).toBe('healthy')
    return back
  })

  const { ports } = broker
  await bookDuring(async () => {
    await broker.stop()
    await expect.poll(down, patience).toEqual(['broker'])
  })
  // What was brought before is done.
  const inHand = () => database.sql`select from inbox where attempts > 0 and handled_at is null`
  await expect.poll(inHand, patience).toHaveLength(0)
  const before = await mails()
  await bookDuring(async () => redis.kill())
  await expect.poll(down, patience).toEqual(['store', 'broker'])
  await isDegraded()
  expect(await mails()).toEqual(before)
  expect((await ask('/health/detailed')).body.outbox?.waiting).toBeGreaterThan(0)

  broker = await bookDuring(() => startRabbitmq({ ...brokerOptions(), ports }))
  redis = await startRedis({ ...redisOptions(), port: redis.port })
  await expect.poll(health, patience).toBe('healthy')
  // The host and the invitee of each, none of them twice.
  await expect.poll(mails, patience).toEqual({ sent: 2 * booked, most: 1 })
  await expect.poll(() => database.sql`select from outbox`, patience).toHaveLength(0)
  expect(await verifyInvariants(database)).toEqual([])
  expect(server.child.exitCode).toBeNull()
})

test('a broker that takes nothing is as good as away, and says why', async () => {
  await broker.control('set_vm_memory_high_watermark', '0')
  await bookDuring(() => expect.poll(down, patience).toEqual(['broker']))
  const detailed = async () => (await ask('/health/detailed')).body
  await expect
    .poll(async () => (await detailed()).parts, patience)
    .toContainEqual({
      name: 'broker',
      status: 'down',
      reason: 'the broker takes nothing: it is low on memory',
    })
  await isDegraded()
  const metrics = await (await fetch(`${server.url}/metrics`)).text()
  expect(metrics).toContain('rendez_part_up{part="broker"} 0')
  expect((await detailed()).outbox?.waiting).toBeGreaterThan(0)
  await broker.control('set_vm_memory_high_watermark', '0.3')
  await expect.poll(health, patience).toBe('healthy')
  await expect.poll(mails, patience).toEqual({ sent: 2 * booked, most: 1 })
  await expect.poll(() => database.sql`select from outbox`, patience).toHaveLength(0)
})

test('without its database it is unhealthy, and it comes back with it', async () => {
  const name = new URL(testDatabase.url).pathname.slice(1)
  const admin = connectDatabase(testDatabase.url.replace(name, 'postgres'), { max: 1 })
  const allow = (allowed: boolean) =>
    admin.sql`alter database ${admin.sql(name)} allow_connections ${admin.sql.unsafe(String(allowed))}`
  await allow(false)
  await admin.sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`
  await expect.poll(health, patience).toBe('unhealthy')
  expect((await ask('/health/ready')).status).toBe(503)
  expect((await ask('/health/live')).status).toBe(200)
  await allow(true)
  await expect.poll(health, patience).toBe('healthy')
  expect(await book()).toBe(201)
  await admin.close()
})
