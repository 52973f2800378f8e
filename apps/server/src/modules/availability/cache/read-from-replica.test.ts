import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { createTestClock } from '../../../adapters/clock/test-clock.ts'
import { connectDatabase, type Database } from '../../../db/client.ts'
import { type ReplicatedPostgres, startReplicated } from '../../../db/replica.test-kit.ts'
import { openReplica, type Replica } from '../../../db/replica.ts'
import { createTestHost, createTestMeetingType } from '../../../db/scheduling.test-kit.ts'
import { createLogger } from '../../../logger.ts'
import { bookingRequest } from '../../bookings/bookings.test-kit.ts'
import { type Instance, startInstance } from './slot-cache.test-kit.ts'

vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 })

const patience = { timeout: 30_000, interval: 20 }
const clock = createTestClock('2027-02-01T08:00:00Z')
const day = { from: '2027-03-01T00:00:00Z', to: '2027-03-02T00:00:00Z' }
let servers: ReplicatedPostgres
let database: Database
let replica: Replica
/** How often the replica answered. */
let answered = 0
let a: Instance
let b: Instance

beforeAll(async () => {
  servers = await startReplicated()
  database = connectDatabase(servers.primaryUrl)
  const log = createLogger('silent')
  const { primaryUrl } = servers
  const opened = openReplica({ url: servers.replica.url, primaryUrl, now: clock.now, log })
  replica = {
    ...opened,
    read: async (position, work) => {
      const result = await opened.read(position, work)
      if (result !== undefined) answered += 1
      return result
    },
  }
  const shared = { database, clock, replica, redisUrl: inject('redisUrl') }
  ;[a, b] = await Promise.all([startInstance(shared), startInstance(shared)])
})
afterAll(async () => {
  await Promise.all([a.stop(), b.stop(), replica.close()])
  await database.close()
  await servers.close()
})

const startsOf = async (instance: Instance, meetingTypeId: string) =>
  (await instance.list(meetingTypeId, day)).map(({ startTime }) => startTime)

async function answersOf<Result>(work: () => Promise<Result>): Promise<number> {
  const before = answered
  await work()
  return answered - before
}

test('what was just written is read from the database while the replica is behind, then from the replica', async () => {
  const { hostId, scheduleId } = await createTestHost(database)
  const meetingTypeId = await createTestMeetingType(database, hostId)
  const upcoming = { show: 'upcoming', search: '', limit: 10 } as const
  const list = () => b.bookings.list(hostId, upcoming)
  const check = (startTime: string) => b.availability.checkSlot({ meetingTypeId, startTime })
  await expect.poll(() => answersOf(list), patience).toBe(1)

  await servers.pause()
  const [startTime = ''] = await startsOf(a, meetingTypeId)
  const { id } = await a.bookings.create(bookingRequest(meetingTypeId, startTime), null)
  const name = 'Afternoons'
  await a.schedules.update(hostId, { id: scheduleId, name })
  await a.meetingTypes.update(hostId, { id: meetingTypeId, name })
  const whileBehind = await answersOf(async () => {
    expect(await startsOf(b, meetingTypeId)).not.toContain(startTime)
    expect((await list()).bookings).toMatchObject([{ id }])
    expect(await b.schedules.list(hostId)).toMatchObject([{ name }])
    expect(await b.meetingTypes.list(hostId)).toMatchObject([{ name }])
    expect(await check(startTime)).toEqual({ available: false, reasons: ['busy'] })
  })
  expect(whileBehind).toBe(0)

  await servers.resume()
  await expect.poll(() => answersOf(list), patience).toBe(1)
  const caughtUp = await answersOf(async () => {
    // A month that nobody has asked for yet, so that it is computed.
    await b.list(meetingTypeId, { from: '2027-02-27T00:00:00Z', to: day.to })
    expect((await list()).bookings).toMatchObject([{ id }])
    expect(await b.schedules.list(hostId)).toMatchObject([{ name }])
    expect(await b.meetingTypes.list(hostId)).toMatchObject([{ name }])
    expect(await check(startTime)).toMatchObject({ available: false })
  })
  expect(caughtUp).toBe(5)
})

test('bookings go on while the replica stands still behind them, and nobody is offered what is taken', async () => {
  const { hostId } = await createTestHost(database)
  const meetingTypeId = await createTestMeetingType(database, hostId)
  let isOver = false
  const lagging = (async () => {
    while (!isOver) {
      await servers.pause()
      await startsOf(b, meetingTypeId)
      await servers.resume()
    }
  })()
  for (const startTime of (await startsOf(a, meetingTypeId)).slice(0, 24)) {
    const inviteeEmail = `at-${Date.parse(startTime)}@example.com`
    await a.bookings.create(bookingRequest(meetingTypeId, startTime, { inviteeEmail }), null)
    expect(await startsOf(b, meetingTypeId)).not.toContain(startTime)
  }
  isOver = true
  await lagging
})
