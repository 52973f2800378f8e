import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestClock } from '../../../adapters/clock/test-clock.ts'
import { createInProcessBus } from '../../../adapters/message-bus/in-process-bus.ts'
import { connectDatabase, type Database } from '../../../db/client.ts'
import type { Replica } from '../../../db/replica.ts'
import { createTestHost, createTestMeetingType } from '../../../db/scheduling.test-kit.ts'
import { createTestDatabase, type TestDatabase } from '../../../db/test-database.ts'
import { createLogger } from '../../../logger.ts'
import { createOutboxRelay } from '../../../outbox/relay-outbox.ts'
import { bookingRequest } from '../../bookings/bookings.test-kit.ts'
import { type Instance, startInstance } from './slot-cache.test-kit.ts'

const clock = createTestClock('2027-02-01T08:00:00Z')
const day = { from: '2027-03-01T00:00:00Z', to: '2027-03-02T00:00:00Z' }
let testDatabase: TestDatabase
let database: Database
let a: Instance
let b: Instance

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = connectDatabase(testDatabase.url)
  const shared = { database, clock, redisUrl: inject('redisUrl') }
  ;[a, b] = await Promise.all([startInstance(shared), startInstance(shared)])
})
afterAll(async () => {
  await Promise.all([a.stop(), b.stop()])
  await database.close()
  await testDatabase.drop()
})

const startsOf = async (instance: Instance, meetingTypeId: string) =>
  (await instance.list(meetingTypeId, day)).map(({ startTime }) => startTime)

test('what one instance has booked no other offers from then on, however often they are asked', async () => {
  const { hostId } = await createTestHost(database)
  const meetingTypeId = await createTestMeetingType(database, hostId)
  const other = await createTestMeetingType(database, hostId, { durationMinutes: 60 })
  let isOver = false
  const readers = Array.from({ length: 6 }, async (_, index) => {
    while (!isOver) await startsOf(index % 2 === 0 ? b : a, index % 3 === 0 ? other : meetingTypeId)
  })
  for (const startTime of await startsOf(b, meetingTypeId)) {
    const inviteeEmail = `at-${Date.parse(startTime)}@example.com`
    await a.bookings.create(bookingRequest(meetingTypeId, startTime, { inviteeEmail }), null)
    expect(await startsOf(b, meetingTypeId)).not.toContain(startTime)
    expect(await startsOf(a, other)).not.toContain(startTime)
  }
  isOver = true
  await Promise.all(readers)
  expect(b.lookups.hit).toBeGreaterThan(b.lookups.miss)
  expect(await startsOf(b, meetingTypeId)).toEqual([])
})

test('what was read before a booking and computed after it is kept under no name that is asked for', async () => {
  const { hostId } = await createTestHost(database)
  const meetingTypeId = await createTestMeetingType(database, hostId)
  const hasRead = Promise.withResolvers<void>()
  const mayGoOn = Promise.withResolvers<void>()
  // Has the rows in its hands, and is slow to hand them over.
  const slowCopy: Replica = {
    read: async (_position, work) => {
      const rows = await work(database)
      hasRead.resolve()
      await mayGoOn.promise
      return rows
    },
    ping: async () => {},
    close: async () => {},
  }
  const slow = await startInstance({
    database,
    clock,
    redisUrl: inject('redisUrl'),
    replica: slowCopy,
  })
  const early = startsOf(slow, meetingTypeId)
  await hasRead.promise
  const startTime = '2027-03-01T09:00:00Z'
  await a.bookings.create(bookingRequest(meetingTypeId, startTime), null)
  mayGoOn.resolve()
  expect(await early).toContain(startTime)
  expect(await startsOf(slow, meetingTypeId)).not.toContain(startTime)
  expect(await startsOf(b, meetingTypeId)).not.toContain(startTime)
  await slow.stop()
})

test('a time is offered again by all once a cancellation is answered', async () => {
  const { hostId } = await createTestHost(database)
  const meetingTypeId = await createTestMeetingType(database, hostId)
  const [startTime = ''] = await startsOf(b, meetingTypeId)
  const { id } = await a.bookings.create(bookingRequest(meetingTypeId, startTime), null)
  expect(await startsOf(b, meetingTypeId)).not.toContain(startTime)
  await a.bookings.cancel({ by: 'host', hostId }, { id, reason: '' })
  expect(await startsOf(b, meetingTypeId)).toContain(startTime)
})

test('whoever dies after the commit leaves an event, and that tells the others', async () => {
  const { hostId } = await createTestHost(database)
  const meetingTypeId = await createTestMeetingType(database, hostId)
  const [startTime = ''] = await startsOf(b, meetingTypeId)
  const dying = await startInstance({ database, clock, redisUrl: 'redis://127.0.0.1:1' })
  await dying.bookings.create(bookingRequest(meetingTypeId, startTime), null)
  await dying.stop()
  // Nobody has told anybody.
  expect(await startsOf(b, meetingTypeId)).toContain(startTime)
  const bus = createInProcessBus()
  a.register(bus)
  const relay = createOutboxRelay({ database, bus, log: createLogger('silent') })
  await relay.drain()
  await relay.stop()
  expect(await startsOf(b, meetingTypeId)).not.toContain(startTime)
})

test('a message that falls due tells nobody: it changes no time', async () => {
  const { hostId } = await createTestHost(database)
  const meetingTypeId = await createTestMeetingType(database, hostId)
  await startsOf(b, meetingTypeId)
  const bus = createInProcessBus()
  a.register(bus)
  const payload = { bookingId: randomUUID(), hostId, version: 0, rule: 'reminder:60' }
  const occurredAt = '2027-02-01T08:00:00Z'
  await bus.publish({
    id: randomUUID(),
    kind: 'message.fell_due',
    subject: 'x',
    payload,
    occurredAt,
  })
  const { hit } = b.lookups
  await startsOf(b, meetingTypeId)
  expect(b.lookups.hit).toBe(hit + 1)
})

test('a hold that runs out frees its time without anybody telling', async () => {
  const { hostId } = await createTestHost(database)
  const meetingTypeId = await createTestMeetingType(database, hostId)
  const held = '2027-03-01T09:00:00Z'
  await database.sql`
    insert into claims (booking_id, host_id, during, expires_at)
    values (gen_random_uuid(), ${hostId}, tstzrange(${held}, '2027-03-01T09:30:00Z'),
      now() + interval '2 minutes')`
  expect(await startsOf(a, meetingTypeId)).not.toContain(held)
  clock.set('2027-02-01T08:01:55Z')
  const { hit } = b.lookups
  expect(await startsOf(b, meetingTypeId)).not.toContain(held)
  expect(b.lookups.hit).toBe(hit + 1)
  // The clocks of the database and of the servers move on together.
  await database.sql`update claims set expires_at = now() where host_id = ${hostId}`
  clock.set('2027-02-01T08:02:00Z')
  expect(await startsOf(b, meetingTypeId)).toContain(held)
})

test('a window that is counted from today moves at midnight in the zone of the schedule', async () => {
  const { hostId } = await createTestHost(database, { timeZone: 'Asia/Kathmandu' })
  const bookingWindow = { kind: 'rolling_days', days: 28 } as const
  const meetingTypeId = await createTestMeetingType(database, hostId, { bookingWindow })
  // 23:58 on the first of February; the first of March is the last day of the window.
  clock.set('2027-02-01T18:13:00Z')
  expect((await startsOf(a, meetingTypeId)).at(-1)).toBe('2027-03-01T17:45:00Z')
  clock.set('2027-02-01T18:14:59Z')
  const { hit } = b.lookups
  expect((await startsOf(b, meetingTypeId)).at(-1)).toBe('2027-03-01T17:45:00Z')
  expect(b.lookups.hit).toBe(hit + 1)
  clock.set('2027-02-01T18:15:00Z')
  expect((await startsOf(b, meetingTypeId)).at(-1)).toBe('2027-03-01T23:45:00Z')
})

test('many who want the same at once have it computed once', async () => {
  const { hostId } = await createTestHost(database)
  const meetingTypeId = await createTestMeetingType(database, hostId)
  await a.list(meetingTypeId, { from: '2027-05-01T00:00:00Z', to: '2027-05-02T00:00:00Z' })
  const { miss } = a.lookups
  const lists = await Promise.all(Array.from({ length: 50 }, () => startsOf(a, meetingTypeId)))
  expect(a.lookups.miss).toBe(miss + 1)
  expect(new Set(lists.map(String)).size).toBe(1)
  // The other instance finds it in the store.
  const before = { ...b.lookups }
  expect(await startsOf(b, meetingTypeId)).toEqual(lists[0])
  expect(b.lookups).toEqual({ ...before, hit: before.hit + 1 })
})

test('a meeting type that is switched off or deleted is not answered from what was kept', async () => {
  const { hostId } = await createTestHost(database)
  const meetingTypeId = await createTestMeetingType(database, hostId)
  await startsOf(b, meetingTypeId)
  await a.meetingTypes.update(hostId, { id: meetingTypeId, active: false })
  await expect(startsOf(b, meetingTypeId)).rejects.toMatchObject({ code: 'MEETING_TYPE_INACTIVE' })
  await a.meetingTypes.update(hostId, { id: meetingTypeId, active: true })
  await startsOf(b, meetingTypeId)
  await a.meetingTypes.remove(hostId, meetingTypeId)
  await expect(startsOf(b, meetingTypeId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
