import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  createTestHost,
  createTestMeetingType,
  type TestHost,
} from '../../db/scheduling.test-kit.ts'
import {
  asInvitee,
  bookingRequest,
  findViolations,
  openTestBookings,
  refusalOf,
  settle,
  type TestBookings,
} from './bookings.test-kit.ts'
import { deriveCreateKey } from './derive-idempotency-key.ts'

// Hundreds of requests at once take their time on a busy machine.
vi.setConfig({ testTimeout: 20_000 })

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

const guests = (count: number) => Array.from({ length: count }, (_, n) => `guest-${n}@example.com`)

const book = (startTime: string, changes = {}, key: string | null = null) =>
  world.bookings.create(bookingRequest(meetingTypeId, startTime, changes), key)

const confirmed = async (id = meetingTypeId) => {
  const rows = await world.database.sql<{ startTime: Date }[]>`
    select start_time as "startTime" from bookings
    where meeting_type_id = ${id} and status = 'confirmed'`
  return rows.map((row) => row.startTime.toISOString())
}

test('200 guests who want one slot at once: one gets it, the others free alternatives', async () => {
  const requests = guests(200).map((inviteeEmail) => book(nine, { inviteeEmail }))
  const reasons = Promise.all(
    requests.map((request) =>
      request.then(
        () => null,
        (error) => error,
      ),
    ),
  )

  const { answers, refusals } = await settle(requests)

  expect(answers).toHaveLength(1)
  expect(refusals).toEqual({ SLOT_UNAVAILABLE: 199 })
  expect(await confirmed()).toEqual(['2027-03-01T09:00:00.000Z'])
  for (const refusal of (await reasons).filter((reason) => reason !== null)) {
    const starts = refusal.details.alternatives.map((slot: { startTime: string }) => slot.startTime)
    expect(starts).toHaveLength(5)
    expect(starts).not.toContain(nine)
  }
})

test('slots of several meeting types that overlap: none of the bookings do, buffers included', async () => {
  const types = await Promise.all(
    [
      { durationMinutes: 15 },
      { durationMinutes: 45, stepMinutes: 15, bufferBeforeMinutes: 10 },
      { durationMinutes: 60, stepMinutes: 20, bufferAfterMinutes: 25 },
    ].map((rules) => createTestMeetingType(world.database, host.hostId, rules)),
  )
  const offers = types.map(async (type) => {
    const range = { from: '2027-03-01T09:00:00Z', to: '2027-03-01T13:00:00Z' }
    const { slots } = await world.availability.listSlots({
      meetingTypeId: type,
      timeZone: 'UTC',
      ...range,
    })
    return slots.map((slot) => bookingRequest(type, slot.startTime))
  })
  const requests = (await Promise.all(offers)).flat()
  expect(requests.length).toBeGreaterThan(35)

  const { answers, refusals } = await settle(
    requests.map((request) => world.bookings.create(request, null)),
  )

  // That they do not overlap is what findViolations looks for after every test.
  expect(answers.length).toBeGreaterThan(2)
  expect(answers.length + (refusals.SLOT_UNAVAILABLE ?? 0)).toBe(requests.length)
})

describe('twins', () => {
  test('20 at once without a key get one booking', async () => {
    const { answers, refusals } = await settle(guests(20).map(() => book(nine)))

    expect(refusals).toEqual({})
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1)
    expect(new Set(answers.map((answer) => answer.manageToken)).size).toBe(1)
    expect(await confirmed()).toHaveLength(1)
  })

  test('20 at once with a key: one books, and who comes too early is told to wait', async () => {
    const { answers, refusals } = await settle(guests(20).map(() => book(nine, {}, 'a key')))

    expect(Object.keys(refusals)).toEqual(['IDEMPOTENCY_IN_PROGRESS'])
    expect(await book(nine, {}, 'a key')).toEqual(answers[0])
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1)
    expect(await confirmed()).toHaveLength(1)
  })

  test('under one key with different bodies: one is booked, the other bodies are refused', async () => {
    const starts = Array.from({ length: 20 }, (_, n) => `2027-03-01T${10 + n}:00:00Z`).slice(0, 10)
    const { answers, refusals } = await settle(starts.map((start) => book(start, {}, 'a key')))

    expect(answers).toHaveLength(1)
    expect(refusals.IDEMPOTENCY_IN_PROGRESS).toBeGreaterThan(0)
    const others = starts.filter(
      (start) => Date.parse(start) !== Date.parse(answers[0]?.startTime ?? ''),
    )
    const again = await settle(others.map((start) => book(start, {}, 'a key')))
    expect(again.answers).toEqual([])
    expect(Object.keys(again.refusals).sort()).toContain('IDEMPOTENCY_CONFLICT')
    expect(await confirmed()).toHaveLength(1)
  })
})

test('a daily limit holds when all its guests come at once, each for a slot of their own', async () => {
  await world.database.sql`
    update meeting_types set max_bookings_per_day = 3 where id = ${meetingTypeId}`
  const starts = Array.from({ length: 40 }, (_, n) =>
    new Date(Date.parse('2027-03-01T00:00:00Z') + n * 1_800_000).toISOString(),
  )
  const { answers, refusals } = await settle(starts.map((start) => book(start)))

  expect(answers).toHaveLength(3)
  expect(refusals).toEqual({ MAX_BOOKINGS_REACHED: 37 })
})

describe('changes of one booking at once', () => {
  const starts = Array.from({ length: 10 }, (_, n) => `2027-04-${10 + n}T09:00:00Z`)

  test('ten reschedules: one wins, and the booking keeps its identity', async () => {
    const booking = await book(nine)
    const { answers, refusals } = await settle(
      starts.map((startTime) =>
        world.bookings.reschedule(
          asInvitee(booking),
          { id: booking.id, startTime, version: 0 },
          null,
        ),
      ),
    )

    expect(answers).toHaveLength(1)
    expect(refusals).toEqual({ VERSION_CONFLICT: 9 })
    const now = await world.bookings.get(asInvitee(booking), booking.id)
    expect(now).toEqual(answers[0])
    expect(now.version).toBe(1)
  })

  test('ten reschedules to the same time: all of them agree, and it moves once', async () => {
    const booking = await book(nine)
    const startTime = '2027-04-10T09:00:00Z'
    const { answers, refusals } = await settle(
      starts.map(() =>
        world.bookings.reschedule(asInvitee(booking), { id: booking.id, startTime }, null),
      ),
    )

    expect(refusals).toEqual({})
    expect(new Set(answers.map((answer) => answer.version))).toEqual(new Set([1]))
  })

  test('reschedules and cancellations: cancelled in the end, and the time is free', async () => {
    const booking = await book(nine)
    const access = asInvitee(booking)
    const { id } = booking
    const [moves, cancellations] = await Promise.all([
      settle(starts.map((startTime) => world.bookings.reschedule(access, { id, startTime }, null))),
      settle(starts.map(() => world.bookings.cancel(access, { id, reason: 'Ill' }))),
    ])

    expect(moves.answers.length).toBeLessThanOrEqual(10)
    expect(cancellations.refusals).toEqual({})
    const versions = cancellations.answers.map((answer) => answer.version)
    expect(new Set(versions).size).toBe(1)
    const now = await world.bookings.get(access, id)
    expect(now).toMatchObject({ status: 'cancelled', version: versions[0] })
    const [left] = await world.database.sql`
      select count(*)::int as claims from claims where host_id = ${host.hostId}`
    expect(left).toEqual({ claims: 0 })
  })

  test('two bookings that swap their times: neither can, and both stay whole', async () => {
    const [first, second] = await Promise.all([book(nine), book('2027-03-01T10:00:00Z')])
    const { answers, refusals } = await settle([
      world.bookings.reschedule(
        asInvitee(first),
        { id: first.id, startTime: second.startTime },
        null,
      ),
      world.bookings.reschedule(
        asInvitee(second),
        { id: second.id, startTime: first.startTime },
        null,
      ),
    ])

    expect(answers).toEqual([])
    expect(refusals).toEqual({ SLOT_UNAVAILABLE: 2 })
  })
})

test('bookings, moves and cancellations of one host all at once leave the tables whole', async () => {
  const starts = Array.from({ length: 30 }, (_, n) =>
    new Date(Date.parse(nine) + n * 1_800_000).toISOString(),
  )
  const { answers } = await settle(starts.map((start) => book(start)))
  const rounds = answers.flatMap((booking, n) => [
    world.bookings.reschedule(
      asInvitee(booking),
      { id: booking.id, startTime: starts[(n * 7 + 3) % starts.length] ?? nine },
      null,
    ),
    n % 3 === 0
      ? world.bookings.cancel(asInvitee(booking), { id: booking.id, reason: '' })
      : book(nine),
  ])
  const { refusals } = await settle<unknown>(rounds)
  expect(Object.keys(refusals).sort()).toEqual(expect.arrayContaining(['SLOT_UNAVAILABLE']))
  expect(refusals.SERVICE_UNAVAILABLE).toBeUndefined()
})

test('a request whose twin does not finish is told so, and may be tried again', async () => {
  const { sql } = world.database
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const { promise: begun, resolve: tellBegun } = Promise.withResolvers<void>()
  const { scope, key, fingerprint } = deriveCreateKey(
    bookingRequest(meetingTypeId, nine),
    'a key',
    host.hostId,
  )
  const twin = sql.begin(async (tx) => {
    await tx`
      insert into idempotency_keys (scope, key, fingerprint) values (${scope}, ${key}, ${fingerprint})`
    tellBegun()
    await released
    throw new Error('rolled back')
  })
  await begun

  const refusal = await refusalOf(book(nine, {}, 'a key'))
  expect(refusal).toMatchObject({
    code: 'IDEMPOTENCY_IN_PROGRESS',
    details: { retryAfterSeconds: 1 },
  })
  release()
  await expect(twin).rejects.toThrow('rolled back')
  expect((await book(nine, {}, 'a key')).status).toBe('confirmed')
})
