import type { CreatedBooking } from '@rendez/contract'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  createTestHost,
  createTestMeetingType,
  type TestHost,
} from '../../db/scheduling.test-kit.ts'
import { answerCaller } from '../../request-caller.ts'
import {
  asInvitee,
  bookingRequest,
  findViolations,
  openTestBookings,
  refusalOf,
  type TestBookings,
} from './bookings.test-kit.ts'

const nine = '2027-03-01T09:00:00Z'
const noon = '2027-03-01T12:00:00Z'
let world: TestBookings
let host: TestHost
let meetingTypeId: string
let booking: CreatedBooking

beforeAll(async () => {
  world = await openTestBookings()
})

beforeEach(async () => {
  world.clock.set('2027-02-01T08:00:00Z')
  host = await createTestHost(world.database)
  meetingTypeId = await createTestMeetingType(world.database, host.hostId)
  booking = await world.bookings.create(bookingRequest(meetingTypeId, nine), null)
})

afterEach(async () => {
  expect(await findViolations(world)).toEqual([])
})

afterAll(() => world.close())

const move = (startTime: string, rest = {}, key: string | null = null) =>
  world.bookings.reschedule(asInvitee(booking), { id: booking.id, startTime, ...rest }, key)

const book = (startTime: string, inviteeName = 'Bob') =>
  world.bookings.create(bookingRequest(meetingTypeId, startTime, { inviteeName }), null)

const change = (columns: object) =>
  world.database
    .sql`update meeting_types set ${world.database.sql(columns)} where id = ${meetingTypeId}`

test('keeps the booking, its token and its id, and frees the old time', async () => {
  const moved = await move(noon, { inviteeTimeZone: 'America/St_Johns' })

  const { manageToken, manageUrl: _, ...before } = booking
  expect(moved).toEqual({
    ...before,
    startTime: noon,
    endTime: '2027-03-01T12:30:00Z',
    inviteeTimeZone: 'America/St_Johns',
    version: 1,
  })
  expect(await world.bookings.get({ by: 'invitee', manageToken }, booking.id)).toEqual(moved)
  await book(nine)
})

test('tells when it was before, in the event and in the history', async () => {
  await world.bookings.reschedule(
    { by: 'host', hostId: host.hostId },
    { id: booking.id, startTime: noon },
    null,
  )

  const before = { previousStartTime: nine, previousEndTime: '2027-03-01T09:30:00Z' }
  const events = await world.database.sql`
    select kind, payload from outbox where subject = ${booking.id} order by position`
  expect(events).toEqual([
    {
      kind: 'booking.confirmed',
      payload: { bookingId: booking.id, hostId: host.hostId, version: 0 },
    },
    {
      kind: 'booking.rescheduled',
      payload: { bookingId: booking.id, hostId: host.hostId, version: 1, ...before },
    },
  ])
  const history = await world.database.sql`
    select action, actor, details from booking_history
    where booking_id = ${booking.id} order by version`
  expect(history).toEqual([
    { action: 'created', actor: 'invitee', details: {} },
    { action: 'moved', actor: 'host', details: before },
  ])
})

test.each([
  ['over the end of a month', '2027-04-01T00:00:00Z'],
  ['into a month without a partition of its own', '2031-07-04T09:00:00Z'],
])('moves %s', async (_, startTime) => {
  expect((await move(startTime)).startTime).toBe(startTime)
  expect((await move(nine)).startTime).toBe(nine)
})

test('a month boundary does not hide an overlap', async () => {
  await change({ duration_minutes: 60, step_minutes: 15 })
  await move('2027-03-31T23:30:00Z')
  expect((await refusalOf(book('2027-04-01T00:15:00Z'))).code).toBe('SLOT_UNAVAILABLE')
  await book('2027-04-01T00:30:00Z')
})

test("its own time and its own day's place do not stand in its way", async () => {
  await change({ duration_minutes: 60, step_minutes: 15, max_bookings_per_day: 1 })
  expect((await move('2027-03-01T09:15:00Z')).startTime).toBe('2027-03-01T09:15:00Z')
  expect((await refusalOf(book('2027-03-01T15:00:00Z'))).code).toBe('MAX_BOOKINGS_REACHED')
})

test('a moved booking is agreed anew, under the rules of now', async () => {
  await change({
    name: 'Long talk',
    duration_minutes: 60,
    buffer_after_minutes: 15,
    location: { kind: 'link', url: 'https://meet.example.com/room' },
  })
  const before = await world.bookings.get(asInvitee(booking), booking.id)
  expect(before).toMatchObject({ endTime: '2027-03-01T09:30:00Z', location: { kind: 'phone' } })

  expect(await move(noon)).toMatchObject({
    endTime: '2027-03-01T13:00:00Z',
    meetingType: { name: 'Long talk', durationMinutes: 60 },
    location: { kind: 'link', url: 'https://meet.example.com/room' },
  })
})

describe('refuses', () => {
  test('a taken slot, with alternatives that count its own time as free, and stays', async () => {
    await book(noon)
    const refusal = await refusalOf(move(noon))
    expect(refusal.code).toBe('SLOT_UNAVAILABLE')
    expect(refusal.details.alternatives).toHaveLength(5)

    await book('2027-03-01T08:30:00Z')
    await book('2027-03-01T09:30:00Z')
    const again = await refusalOf(move('2027-03-01T09:30:00Z'))
    expect(again.details.alternatives?.map((slot) => slot.startTime)).toContain(nine)
    expect((await world.bookings.get(asInvitee(booking), booking.id)).version).toBe(0)
  })

  test('a time that is not offered, with the reasons', async () => {
    const refusal = await refusalOf(move('2027-03-01T12:01:00Z'))
    expect(refusal.code).toBe('INVALID_TIME_SLOT')
    expect(refusal.details.reasons).toEqual(['off_grid'])
  })

  test('a version that is not the latest', async () => {
    await move(noon, { version: 0 })
    expect((await refusalOf(move('2027-03-01T15:00:00Z', { version: 0 }))).code).toBe(
      'VERSION_CONFLICT',
    )
    expect((await move('2027-03-01T15:00:00Z', { version: 1 })).version).toBe(2)
  })

  test('a request that stood still while the booking was moved on, unless it says what it saw', async () => {
    const { signal } = new AbortController()
    const late = (startTime: string, rest = {}) =>
      answerCaller({ arrival: performance.now() - 60_000, signal }, () => move(startTime, rest))
    await move('2027-03-01T15:00:00Z')
    await move(noon)

    expect((await refusalOf(late('2027-03-01T15:00:00Z'))).code).toBe('VERSION_CONFLICT')
    expect(await late(noon)).toMatchObject({ startTime: noon, version: 2 })
    expect(await late('2027-03-01T15:00:00Z', { version: 2 })).toMatchObject({ version: 3 })
    await world.database.sql`
      update bookings set updated_at = updated_at - interval '2 minutes' where id = ${booking.id}`
    expect(await late(noon)).toMatchObject({ startTime: noon, version: 4 })
  })

  test('to move what has begun, is cancelled, or is not offered any more', async () => {
    await change({ active: false })
    expect((await refusalOf(move(noon))).code).toBe('MEETING_TYPE_INACTIVE')
    await change({ deleted_at: new Date('2027-01-01'), slug: 'deleted:1' })
    expect((await refusalOf(move(noon))).code).toBe('MEETING_TYPE_INACTIVE')
    const deleted = await world.bookings.get(asInvitee(booking), booking.id)
    expect(deleted.meetingType.slug).toBe('')

    world.clock.set(nine)
    expect((await refusalOf(move(noon))).code).toBe('BOOKING_NOT_CHANGEABLE')
    world.clock.set('2027-02-01T08:00:00Z')
    await world.bookings.cancel(asInvitee(booking), { id: booking.id, reason: '' })
    expect((await refusalOf(move(noon))).code).toBe('BOOKING_NOT_CHANGEABLE')
  })

  test('somebody else: to them the booking does not exist', async () => {
    const stranger = await createTestHost(world.database)
    const other = await book(noon)
    const input = { id: booking.id, startTime: '2027-03-01T15:00:00Z' }
    for (const access of [{ by: 'host' as const, hostId: stranger.hostId }, asInvitee(other)]) {
      expect((await refusalOf(world.bookings.reschedule(access, input, null))).code).toBe(
        'NOT_FOUND',
      )
    }
  })
})

describe('a repeated request', () => {
  test('under a key is answered as at first, even after another move', async () => {
    const first = await move(noon, {}, 'a key')
    await move('2027-03-01T15:00:00Z')
    expect(await move(noon, {}, 'a key')).toEqual(first)
    const now = await world.bookings.get(asInvitee(booking), booking.id)
    expect(now).toMatchObject({ startTime: '2027-03-01T15:00:00Z', version: 2 })
  })

  test('under a key with another time is refused', async () => {
    await move(noon, {}, 'a key')
    const refusal = await refusalOf(move('2027-03-01T15:00:00Z', {}, 'a key'))
    expect(refusal.code).toBe('IDEMPOTENCY_CONFLICT')
  })

  test('without a key finds the booking where it is wanted, and changes nothing', async () => {
    const first = await move(noon, { version: 0 })
    expect(await move(noon, { version: 0 })).toEqual(first)
  })
})
