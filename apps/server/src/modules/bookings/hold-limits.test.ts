import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  createTestHost,
  createTestMeetingType,
  type TestHost,
} from '../../db/scheduling.test-kit.ts'
import {
  bookingRequest,
  findViolations,
  openTestBookings,
  refusalOf,
  type TestBookings,
} from './bookings.test-kit.ts'
import { holdLimits } from './hold-limits.ts'
import { type AskedHold, holdSlot } from './holds.test-kit.ts'

// Nobody can block a calendar.

const nine = '2027-03-01T09:00:00Z'
const ten = '2027-03-01T10:00:00Z'
let world: TestBookings
let host: TestHost
let meetingTypeId: string

beforeAll(async () => {
  world = await openTestBookings()
})

beforeEach(async () => {
  host = await createTestHost(world.database)
  meetingTypeId = await createTestMeetingType(world.database, host.hostId)
})

afterEach(async () => {
  expect(await findViolations(world)).toEqual([])
})

afterAll(() => world.close())

const hold = (startTime: string, asked: AskedHold = {}) =>
  holdSlot(world, { meetingTypeId, startTime, ...asked })
const release = ({ id, holdToken }: { id: string; holdToken: string }) =>
  world.bookings.holds.release(id, holdToken)
const codeOf = async (request: Promise<unknown>) => (await refusalOf(request)).code
const book = (startTime: string) =>
  world.bookings.create(bookingRequest(meetingTypeId, startTime), null)

/** Moves a hold's end into the past, as the database sees it. */
const lapse = async (id: string) => {
  const { sql } = world.database
  await sql`update claims set expires_at = now() - interval '1 ms' where booking_id = ${id}`
  await sql`update holds set expires_at = now() - interval '1 ms' where id = ${id}`
}

const { mostOfNetwork, mostOfDay, mostOfTimeInAnHour } = holdLimits
const startAt = (n: number, day = 1) =>
  new Date(Date.parse(`2027-03-0${day}T00:00:00Z`) + n * 1_800_000).toISOString()

test('one network holds a few times of a host, and one more when it lets one go', async () => {
  const from = 'one network'
  const held: { id: string; holdToken: string }[] = []
  for (let n = 0; n < mostOfNetwork; n += 1) held.push(await hold(startAt(n, 1 + n), { from }))
  // Its key is not kept: findViolations would find it without an answer.
  const refusal = await refusalOf(hold(startAt(20), { from, key: 'refused' }))
  expect(refusal).toMatchObject({ code: 'RATE_LIMITED', details: { retryAfterSeconds: 60 } })
  // A booking needs no hold.
  await book(startAt(20))
  await hold(startAt(21), { from: 'another network' })
  const [first] = held
  if (first === undefined) throw new Error('nothing was held')
  const moved = await hold(startAt(22), { from, holdToken: first.holdToken })
  await release(moved)
  await hold(startAt(23), { from, key: 'refused' })
})

test('many networks hold a few times of one day, whatever the meeting type', async () => {
  const others = await createTestMeetingType(world.database, host.hostId)
  for (let n = 0; n < mostOfDay; n += 1) {
    await hold(startAt(n), n % 2 === 0 ? {} : { meetingTypeId: others })
  }
  expect(await codeOf(hold(startAt(20)))).toBe('RATE_LIMITED')
  await hold(startAt(20, 2))
})

test('one time cannot be held again and again by one network', async () => {
  const from = 'patient'
  for (let n = 0; n < mostOfTimeInAnHour; n += 1) await lapse((await hold(nine, { from })).id)
  expect(await codeOf(hold(nine, { from }))).toBe('RATE_LIMITED')
  await hold(nine, { from: 'another network' })
  await hold(ten, { from })
  await world.database.sql`
    update holds set expires_at = expires_at - interval '61 minutes'
    where start_time = ${nine} and expires_at < now()`
  await world.database.sql`delete from claims where host_id = ${host.hostId}`
  await hold(nine, { from })
})
