import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import {
  createTestHost,
  createTestMeetingType,
  type TestHost,
} from '../../db/scheduling.test-kit.ts'
import {
  bookingRequest,
  findViolations,
  openTestBookings,
  settle,
  type TestBookings,
} from './bookings.test-kit.ts'
import { createHold } from './create-hold.ts'
import { holdLimits } from './hold-limits.ts'
import { bookingDeps, noGuards } from './layers.test-kit.ts'

// Hundreds of requests at once take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const nine = '2027-03-01T09:00:00Z'
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

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n)
const startAt = (n: number) => new Date(Date.parse(nine) + n * 1_800_000).toISOString()

const holdGuarded = (startTime: string, clientNetwork: string) =>
  world.bookings.holds.create({ meetingTypeId, startTime }, { clientNetwork, idempotencyKey: null })
const hold = holdGuarded
const book = (startTime: string, changes: object = {}) =>
  world.bookings.create(bookingRequest(meetingTypeId, startTime, changes), null)
const countClaims = async () => {
  const [row] = await world.database.sql`
    select count(*)::int as count from claims where host_id = ${host.hostId}`
  return row?.count
}

test('200 guests hold one slot at once: one has it', async () => {
  const { answers, refusals } = await settle(numbers(200).map((n) => hold(nine, `network ${n}`)))
  expect(answers).toHaveLength(1)
  expect(refusals).toEqual({ SLOT_UNAVAILABLE: 199 })
  expect(await countClaims()).toBe(1)
})

test('100 hold and 100 book one slot at once: one of them all has it', async () => {
  const holds = numbers(100).map((n) => hold(nine, `network ${n}`))
  const bookings = numbers(100).map((n) => book(nine, { inviteeEmail: `guest-${n}@example.com` }))
  const [held, booked] = await Promise.all([settle(holds), settle(bookings)])
  expect(held.answers.length + booked.answers.length).toBe(1)
  expect(Object.keys({ ...held.refusals, ...booked.refusals })).toEqual(['SLOT_UNAVAILABLE'])
  expect(await countClaims()).toBe(1)
})

test('the guest who holds wins against 100 who only want', async () => {
  const { holdToken } = await hold(nine, 'ada')
  const others = numbers(100).map((n) => book(nine, { inviteeEmail: `guest-${n}@example.com` }))
  const [own, { answers }] = await Promise.all([book(nine, { holdToken }), settle(others)])
  expect(own.status).toBe('confirmed')
  expect(answers).toEqual([])
})

test('a booking sent twenty times over one hold is one booking', async () => {
  const { holdToken } = await hold(nine, 'ada')
  const { answers, refusals } = await settle(numbers(20).map(() => book(nine, { holdToken })))
  expect(refusals).toEqual({})
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
})

test('when a hold lapses, its guest and everybody else race, and one has the time', async () => {
  const { id, holdToken } = await hold(nine, 'ada')
  await world.database.sql`
    with h as (update holds set expires_at = clock_timestamp() + interval '150 ms'
      where id = ${id} returning expires_at)
    update claims set expires_at = h.expires_at from h where booking_id = ${id}`
  const isOver = async () => {
    const [row] = await world.database.sql`
      select clock_timestamp() > expires_at + interval '100 ms' as over from holds where id = ${id}`
    return row?.over
  }
  const wishes: ReturnType<typeof settle>[] = []
  for (let n = 0; !(await isOver()); n += 1) {
    const wish = { inviteeEmail: `guest-${n}@example.com`, ...(n % 10 === 9 ? { holdToken } : {}) }
    wishes.push(settle([book(nine, wish)]))
  }
  const settled = await Promise.all(wishes)
  expect(settled.flatMap(({ answers }) => answers)).toHaveLength(1)
  const codes = settled.flatMap(({ refusals }) => Object.keys(refusals))
  expect(codes.length).toBeGreaterThan(10)
  expect(new Set(codes)).toEqual(new Set(['SLOT_UNAVAILABLE']))
})

test.each([
  ['behind the lock', false],
  ['without it', true],
])('limits hold when everybody comes at once, %s', async (_, isBare) => {
  const { mostOfNetwork, mostOfDay } = holdLimits
  const bare = bookingDeps(world.database, noGuards)
  const hold: typeof holdGuarded = (startTime, clientNetwork) =>
    isBare
      ? createHold(bare, { meetingTypeId, startTime }, { clientNetwork, idempotencyKey: null })
      : holdGuarded(startTime, clientNetwork)
  const one = await settle(numbers(30).map((n) => hold(startAt(n * 48), 'one network')))
  expect(one.answers).toHaveLength(mostOfNetwork)
  expect(one.refusals).toEqual({ RATE_LIMITED: 30 - mostOfNetwork })

  const many = await settle(numbers(28).map((n) => hold(startAt(1 + n), `network ${n}`)))
  // One of the first network's may lie on this day.
  expect(many.answers.length).toBeLessThanOrEqual(mostOfDay)
  expect(many.answers.length).toBeGreaterThanOrEqual(mostOfDay - 1)
})

test('holds, exchanges, releases and bookings of one host all at once leave the tables whole', async () => {
  const { answers } = await settle(numbers(40).map((n) => hold(startAt(n * 10), `network ${n}`)))
  const rounds = answers.flatMap(({ id, holdToken }, n): Promise<unknown>[] => [
    world.bookings.holds.create(
      { meetingTypeId, startTime: startAt(((n * 7 + 3) % 40) * 10), holdToken },
      { clientNetwork: `network ${n}`, idempotencyKey: null },
    ),
    world.bookings.holds.release(id, holdToken),
    book(startAt(n * 10), { holdToken, inviteeEmail: `guest-${n}@example.com` }),
    book(startAt(((n * 3 + 1) % 40) * 10), { inviteeEmail: `other-${n}@example.com` }),
  ])
  const { refusals } = await settle(rounds)
  expect(refusals.SERVICE_UNAVAILABLE).toBeUndefined()
  expect(refusals.INTERNAL_ERROR).toBeUndefined()
})
