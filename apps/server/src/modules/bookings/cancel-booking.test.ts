import type { CreatedBooking } from '@rendez/contract'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
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

const asHost = () => ({ by: 'host' as const, hostId: host.hostId })

test.each(['invitee', 'host'] as const)(
  'by the %s: said who and why, and the time is free',
  async (by) => {
    const access = by === 'host' ? asHost() : asInvitee(booking)
    const cancelled = await world.bookings.cancel(access, { id: booking.id, reason: 'Ill' })

    expect(cancelled).toMatchObject({
      id: booking.id,
      status: 'cancelled',
      startTime: nine,
      version: 1,
      cancellation: { by, reason: 'Ill' },
      changeable: false,
    })
    const [told] = await world.database.sql`
    select h.action, h.actor, h.details, o.payload
    from booking_history h
    join outbox o on o.subject = h.booking_id::text and o.kind = 'booking.cancelled'
    where h.booking_id = ${booking.id} and h.version = 1`
    expect(told).toEqual({
      action: 'cancelled',
      actor: by,
      details: { reason: 'Ill' },
      payload: { bookingId: booking.id, hostId: host.hostId, version: 1 },
    })
    await world.bookings.create(bookingRequest(meetingTypeId, nine, { inviteeName: 'Bob' }), null)
  },
)

test('a second time changes nothing: the first one stands', async () => {
  const first = await world.bookings.cancel(asInvitee(booking), { id: booking.id, reason: 'Ill' })
  const second = await world.bookings.cancel(asHost(), { id: booking.id, reason: 'Holidays' })
  expect(second).toEqual(first)
  world.clock.set('2027-04-01T00:00:00Z')
  expect(await world.bookings.cancel(asHost(), { id: booking.id, reason: '' })).toEqual(first)
})

test('what has begun is not cancelled any more', async () => {
  world.clock.set(nine)
  for (const access of [asInvitee(booking), asHost()]) {
    const refusal = await refusalOf(world.bookings.cancel(access, { id: booking.id, reason: '' }))
    expect(refusal.code).toBe('BOOKING_NOT_CHANGEABLE')
  }
})

test('nobody cancels what is not theirs', async () => {
  const stranger = await createTestHost(world.database)
  const request = bookingRequest(meetingTypeId, '2027-03-01T12:00:00Z')
  const other = await world.bookings.create(request, null)
  for (const access of [{ by: 'host' as const, hostId: stranger.hostId }, asInvitee(other)]) {
    const refusal = await refusalOf(world.bookings.cancel(access, { id: booking.id, reason: '' }))
    expect(refusal.code).toBe('NOT_FOUND')
    expect((await refusalOf(world.bookings.get(access, booking.id))).code).toBe('NOT_FOUND')
  }
  expect((await world.bookings.get(asInvitee(booking), booking.id)).status).toBe('confirmed')
})
