import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { startRedis } from '../../../../../../scripts/services/start-redis.ts'
import type { RunningService } from '../../../../../../scripts/services/start-service.ts'
import { createTestClock } from '../../../adapters/clock/test-clock.ts'
import { connectDatabase, type Database } from '../../../db/client.ts'
import { createTestHost, createTestMeetingType } from '../../../db/scheduling.test-kit.ts'
import { createTestDatabase, type TestDatabase } from '../../../db/test-database.ts'
import { bookingRequest } from '../../bookings/bookings.test-kit.ts'
import { type Instance, startInstance } from './slot-cache.test-kit.ts'

const clock = createTestClock('2027-02-01T08:00:00Z')
const day = { from: '2027-03-01T00:00:00Z', to: '2027-03-02T00:00:00Z' }
const patience = { timeout: 20_000, interval: 5 }
const directory = mkdtempSync(join(tmpdir(), 'rendez-redis-'))
let testDatabase: TestDatabase
let database: Database
let redis: RunningService

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = connectDatabase(testDatabase.url)
  redis = await startRedis({ directory })
})
afterAll(async () => {
  await redis.stop()
  await database.close()
  await testDatabase.drop()
  rmSync(directory, { recursive: true })
})

async function startTwo(): Promise<[Instance, Instance]> {
  const start = () => startInstance({ database, clock, redisUrl: redis.url })
  const [a, b] = await Promise.all([start(), start()])
  onTestFinished(async () => {
    await Promise.all([a.stop(), b.stop()])
  })
  return [a, b]
}

async function offer(): Promise<string> {
  const { hostId } = await createTestHost(database)
  return createTestMeetingType(database, hostId)
}

const startsOf = async (instance: Instance, meetingTypeId: string) =>
  (await instance.list(meetingTypeId, day)).map(({ startTime }) => startTime)

/** Reads until it is answered from the cache again, and holds every answer against a rule. */
async function readUntilHit(instance: Instance, meetingTypeId: string, gone: string) {
  const { hit } = instance.lookups
  await expect
    .poll(async () => {
      expect(await startsOf(instance, meetingTypeId)).not.toContain(gone)
      return instance.lookups.hit
    }, patience)
    .toBeGreaterThan(hit)
}

async function cacheAtBoth(a: Instance, b: Instance, meetingTypeId: string): Promise<string> {
  const { hit } = b.lookups
  await expect
    .poll(async () => {
      await startsOf(a, meetingTypeId)
      await startsOf(b, meetingTypeId)
      return b.lookups.hit
    }, patience)
    .toBeGreaterThan(hit)
  const [startTime = ''] = await startsOf(b, meetingTypeId)
  return startTime
}

test('Redis comes back with what it had: what was booked meanwhile is never offered again', async () => {
  const [a, b] = await startTwo()
  const meetingTypeId = await offer()
  const startTime = await cacheAtBoth(a, b, meetingTypeId)
  await redis.stop()
  const began = performance.now()
  await a.bookings.create(bookingRequest(meetingTypeId, startTime), null)
  expect(await startsOf(b, meetingTypeId)).not.toContain(startTime)
  expect(performance.now() - began).toBeLessThan(2_000)
  expect(b.lookups.away).toBeGreaterThan(0)
  // Whoever would tell it is gone, and it wrote everything down, the generation and the entries among it.
  await a.stop()
  redis = await startRedis({ directory, port: redis.port })
  await readUntilHit(b, meetingTypeId, startTime)
})

test('Redis stood still while something was booked: nobody believes it until it was told', async () => {
  const [a, b] = await startTwo()
  const meetingTypeId = await offer()
  const startTime = await cacheAtBoth(a, b, meetingTypeId)
  process.kill(redis.pid, 'SIGSTOP')
  // Both notice.
  await Promise.all([startsOf(a, meetingTypeId), startsOf(b, meetingTypeId)])
  const began = performance.now()
  await a.bookings.create(bookingRequest(meetingTypeId, startTime), null)
  for (let reads = 0; reads < 20; reads += 1) {
    expect(await startsOf(b, meetingTypeId)).not.toContain(startTime)
  }
  expect(performance.now() - began).toBeLessThan(2_000)
  process.kill(redis.pid, 'SIGCONT')
  await readUntilHit(b, meetingTypeId, startTime)
})

test('Redis loses everything: all is computed again', async () => {
  const [a, b] = await startTwo()
  const meetingTypeId = await offer()
  const startTime = await cacheAtBoth(a, b, meetingTypeId)
  await redis.stop()
  rmSync(directory, { recursive: true })
  redis = await startRedis({ directory, port: redis.port })
  await a.bookings.create(bookingRequest(meetingTypeId, startTime), null)
  await readUntilHit(b, meetingTypeId, startTime)
})
