import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
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
  type TestBookings,
} from './bookings.test-kit.ts'

const nine = '2027-03-01T09:00:00Z'
let world: TestBookings
let host: TestHost
let meetingTypeId: string

beforeAll(async () => {
  world = await openTestBookings()
})

beforeEach(async () => {
  world.clock.set('2027-02-01T08:00:00Z')
  host = await createTestHost(world.database)
  meetingTypeId = await createTestMeetingType(world.database, host.hostId)
})

afterEach(async () => {
  expect(await findViolations(world)).toEqual([])
})

afterAll(() => world.close())

const book = (startTime: string, changes = {}, key: string | null = null) =>
  world.bookings.create(bookingRequest(meetingTypeId, startTime, changes), key)

const change = (columns: object) =>
  world.database
    .sql`update meeting_types set ${world.database.sql(columns)} where id = ${meetingTypeId}`

test('a booking is answered as it is found again with its token', async () => {
  const { manageToken, manageUrl, ...booking } = await book('2027-03-01T14:45:00+05:45', {
    notes: 'First line\nsecond line',
  })

  expect(booking).toMatchObject({
    status: 'confirmed',
    startTime: '2027-03-01T09:00:00Z',
    endTime: '2027-03-01T09:30:00Z',
    version: 0,
    host: { username: host.username, displayName: 'Grace Hopper', timeZone: 'UTC' },
    meetingType: { id: meetingTypeId, name: 'Intro', durationMinutes: 30 },
    location: { kind: 'phone', phoneNumber: '+1 555 0100' },
    inviteeName: 'Ada Lovelace',
    inviteeTimeZone: 'Asia/Kathmandu',
    notes: 'First line\nsecond line',
    cancellation: null,
    changeable: true,
  })
  expect(manageUrl).toBe(`http://localhost:3000/booking/${booking.id}#${manageToken}`)
  expect(await world.bookings.get({ by: 'invitee', manageToken }, booking.id)).toEqual(booking)
})

test('the token is not stored, and no other token opens the booking', async () => {
  const booking = await book(nine)
  const other = await book('2027-03-01T10:00:00Z')
  const [row] = await world.database.sql`
    select b::text || h::text || k::text || o::text as text
    from bookings b
    join booking_history h on h.booking_id = b.id
    join idempotency_keys k on k.booking_id = b.id
    join outbox o on o.subject = b.id::text
    where b.id = ${booking.id}`
  expect(row?.text).not.toContain(booking.manageToken)

  for (const manageToken of [other.manageToken, '', `${booking.manageToken}x`]) {
    const refusal = await refusalOf(world.bookings.get({ by: 'invitee', manageToken }, booking.id))
    expect(refusal.code).toBe('NOT_FOUND')
  }
  const unknown = await refusalOf(world.bookings.get(asInvitee(booking), randomUUID()))
  expect(unknown.code).toBe('NOT_FOUND')
})

describe('a time that cannot be booked', () => {
  test('was taken: the nearest free ones come along, those of the same day first', async () => {
    await book(nine)
    const refusal = await refusalOf(book(nine, { inviteeEmail: 'bob@example.com' }))

    expect(refusal.code).toBe('SLOT_UNAVAILABLE')
    expect(refusal.details.alternatives).toEqual([
      { startTime: '2027-03-01T08:00:00Z', endTime: '2027-03-01T08:30:00Z' },
      { startTime: '2027-03-01T08:30:00Z', endTime: '2027-03-01T09:00:00Z' },
      { startTime: '2027-03-01T09:30:00Z', endTime: '2027-03-01T10:00:00Z' },
      { startTime: '2027-03-01T10:00:00Z', endTime: '2027-03-01T10:30:00Z' },
      { startTime: '2027-03-01T10:30:00Z', endTime: '2027-03-01T11:00:00Z' },
    ])
  })

  test("the same day is the invitee's: in Kathmandu it is over at 18:15 UTC", async () => {
    await book('2027-03-01T17:30:00Z')
    const refusal = await refusalOf(book('2027-03-01T17:30:00Z', { inviteeName: 'Bob' }))
    expect(refusal.details.alternatives?.map((slot) => slot.startTime.slice(11, 16))).toEqual([
      '15:30',
      '16:00',
      '16:30',
      '17:00',
      '18:00',
    ])
  })

  test('lies in the buffer of another booking of the host', async () => {
    await change({ buffer_before_minutes: 15, buffer_after_minutes: 30 })
    await book(nine)
    const other = await createTestMeetingType(world.database, host.hostId, { stepMinutes: 15 })
    const at = (startTime: string) =>
      world.bookings.create(bookingRequest(other, startTime, { inviteeName: 'Bob' }), null)

    expect((await refusalOf(at('2027-03-01T08:30:00Z'))).code).toBe('SLOT_UNAVAILABLE')
    expect((await refusalOf(at('2027-03-01T09:45:00Z'))).code).toBe('SLOT_UNAVAILABLE')
    await at('2027-03-01T08:15:00Z')
    await at('2027-03-01T10:00:00Z')
  })

  test.each([
    ['off the grid', '2027-03-01T09:10:00Z', ['off_grid']],
    ['in the past', '2027-02-01T07:30:00Z', ['past']],
    ['too soon', '2027-02-01T08:30:00Z', ['minimum_notice']],
    ['too far ahead', '2029-03-01T09:00:00Z', ['outside_booking_window']],
  ])('is %s', async (_, startTime, reasons) => {
    await change({
      minimum_notice_minutes: reasons.includes('minimum_notice') ? 60 : 0,
      booking_window: { kind: 'rolling_days', days: 365 },
    })
    const refusal = await refusalOf(book(startTime))
    expect(refusal.code).toBe('INVALID_TIME_SLOT')
    expect(refusal.details.reasons).toEqual(reasons)
  })

  test('is long gone: the next free ones come along', async () => {
    const { details } = await refusalOf(book('2020-03-01T09:00:00Z'))
    expect(details.alternatives?.map((slot) => slot.startTime.slice(0, 13))).toEqual([
      '2027-02-01T08',
      '2027-02-01T09',
      '2027-02-01T09',
      '2027-02-01T10',
      '2027-02-01T10',
    ])
  })

  test('is on a day with as many bookings as the meeting type takes', async () => {
    await change({ max_bookings_per_day: 2 })
    await book('2027-03-01T00:00:00Z')
    const second = await book('2027-03-01T23:30:00Z')
    const refusal = await refusalOf(book('2027-03-01T12:00:00Z'))
    expect(refusal.code).toBe('MAX_BOOKINGS_REACHED')
    expect(refusal.details.alternatives?.length).toBe(5)

    await book('2027-03-02T00:00:00Z')
    await world.bookings.cancel(asInvitee(second), { id: second.id, reason: '' })
    await book('2027-03-01T12:00:00Z')
  })
})

describe('a meeting type', () => {
  test('that is not active takes no booking', async () => {
    await change({ active: false })
    expect((await refusalOf(book(nine))).code).toBe('MEETING_TYPE_INACTIVE')
  })

  test('that is deleted or unknown is not found', async () => {
    await change({ active: false, deleted_at: new Date('2027-01-01') })
    expect((await refusalOf(book(nine))).code).toBe('NOT_FOUND')
    const unknown = bookingRequest(randomUUID(), nine)
    expect((await refusalOf(world.bookings.create(unknown, null))).code).toBe('NOT_FOUND')
  })
})

describe('a repeated request', () => {
  test.each([
    ['with a key', 'a key'],
    ['without a key', null],
  ])('%s gets the same booking', async (_, key) => {
    const first = await book(nine, {}, key)
    expect(await book(nine, {}, key)).toEqual(first)
  })

  test('is answered as at first after the time has passed and the rules have changed', async () => {
    const first = await book(nine, {}, 'a key')
    await change({ active: false, minimum_notice_minutes: 10_000, name: 'Renamed' })
    world.clock.set('2027-03-02T00:00:00Z')
    expect(await book(nine, {}, 'a key')).toEqual(first)
  })

  test('with another body under the same key is refused', async () => {
    await book(nine, {}, 'a key')
    const changes = [{ notes: 'other' }, { inviteeName: 'Bob' }, { inviteeTimeZone: 'UTC' }]
    for (const changed of changes) {
      expect((await refusalOf(book(nine, changed, 'a key'))).code).toBe('IDEMPOTENCY_CONFLICT')
    }
    const free = '2027-03-01T12:00:00Z'
    expect((await refusalOf(book(free, {}, 'a key'))).code).toBe('IDEMPOTENCY_CONFLICT')
  })

  test('for another meeting type of the host under the same key is refused', async () => {
    await book(nine, {}, 'a key')
    const other = await createTestMeetingType(world.database, host.hostId)
    const request = bookingRequest(other, '2027-03-01T12:00:00Z')
    expect((await refusalOf(world.bookings.create(request, 'a key'))).code).toBe(
      'IDEMPOTENCY_CONFLICT',
    )
  })

  test('under another key is another request, for a slot that is taken', async () => {
    await book(nine, {}, 'a key')
    expect((await refusalOf(book(nine, {}, 'another key'))).code).toBe('SLOT_UNAVAILABLE')
    expect((await refusalOf(book(nine, {}, null))).code).toBe('SLOT_UNAVAILABLE')
  })

  test('that was refused may be tried again under its key', async () => {
    const taken = await book(nine, { inviteeEmail: 'bob@example.com' })
    expect((await refusalOf(book(nine, {}, 'a key'))).code).toBe('SLOT_UNAVAILABLE')
    await world.bookings.cancel(asInvitee(taken), { id: taken.id, reason: '' })
    const booking = await book(nine, {}, 'a key')
    expect(booking.status).toBe('confirmed')
  })

  test('with a key of any length and any characters works', async () => {
    const key = `${'\u0000🗝'.repeat(5000)}`
    expect((await book(nine, {}, key)).id).toBe((await book(nine, {}, key)).id)
  })
})

describe('the key that is derived when none is sent', () => {
  test('knows an address in any case, and hands out nothing for other words', async () => {
    await book(nine)
    const other = { inviteeEmail: 'ADA@example.com' }
    expect((await refusalOf(book(nine, other))).code).toBe('SLOT_UNAVAILABLE')
  })

  test('answers for ten minutes: who knows the words later does not get the token', async () => {
    const { id } = await book(nine)
    await world.database.sql`
      update idempotency_keys set created_at = created_at - interval '11 minutes'
      where booking_id = ${id}`
    expect((await refusalOf(book(nine))).code).toBe('SLOT_UNAVAILABLE')
  })

  test('ends with its booking: who cancels may book the same time again', async () => {
    const first = await book(nine)
    await world.bookings.cancel(asInvitee(first), { id: first.id, reason: 'By mistake' })
    const second = await book(nine)
    expect(second.id).not.toBe(first.id)
    expect(second.status).toBe('confirmed')
  })

  test('ends when its booking moves away: the time can be booked again', async () => {
    const first = await book(nine)
    const moved = { id: first.id, startTime: '2027-03-01T12:00:00Z' }
    await world.bookings.reschedule(asInvitee(first), moved, null)
    const second = await book(nine)
    expect(second.id).not.toBe(first.id)
  })
})
