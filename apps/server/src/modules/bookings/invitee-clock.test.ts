import { createBookingSchema, rescheduleBookingSchema } from '@rendez/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createTestHost,
  createTestMeetingType,
  type TestHost,
} from '../../db/scheduling.test-kit.ts'
import {
  asInvitee,
  bookingRequest,
  openTestBookings,
  type TestBookings,
} from './bookings.test-kit.ts'
import { deriveCreateKey } from './derive-idempotency-key.ts'

let kit: TestBookings
let host: TestHost
let meetingTypeId: string
beforeAll(async () => {
  kit = await openTestBookings()
  host = await createTestHost(kit.database)
  meetingTypeId = await createTestMeetingType(kit.database, host.hostId)
})
afterAll(() => kit.close())

const clockOf = async (id: string) => {
  const [row] = await kit.database.sql`select invitee_time_format from bookings where id = ${id}`
  return row?.invitee_time_format
}

test('the clock of the guest is kept, and nothing where nobody said', async () => {
  const request = bookingRequest(meetingTypeId, '2027-02-02T09:00:00Z')
  const later = bookingRequest(meetingTypeId, '2027-02-02T10:00:00Z')
  const said = await kit.bookings.create({ ...request, inviteeTimeFormat: '12h' }, null)
  const silent = await kit.bookings.create(later, null)
  expect([await clockOf(said.id), await clockOf(silent.id)]).toEqual(['12h', null])
})

test.each(['12H', '24', '', null, 12, 'h12'])('%j is no clock', (inviteeTimeFormat) => {
  const booking = bookingRequest(meetingTypeId, '2027-02-03T09:00:00Z')
  const move = { id: meetingTypeId, startTime: booking.startTime }
  for (const parsed of [
    createBookingSchema.safeParse({ ...booking, inviteeTimeFormat }),
    rescheduleBookingSchema.safeParse({ ...move, inviteeTimeFormat }),
  ]) {
    expect(parsed.error?.issues).toMatchObject([{ path: ['inviteeTimeFormat'] }])
  }
})

test('a move takes the clock along, and the one that was read when it was made', async () => {
  const request = bookingRequest(meetingTypeId, '2027-02-04T09:00:00Z')
  const booking = await kit.bookings.create({ ...request, inviteeTimeFormat: '12h' }, null)
  const { id } = booking
  const byHost = { by: 'host', hostId: host.hostId } as const
  await kit.bookings.reschedule(byHost, { id, startTime: '2027-03-04T09:00:00Z' }, null)
  expect(await clockOf(id)).toBe('12h')
  const back = { id, startTime: '2027-02-04T10:00:00Z', inviteeTimeFormat: '24h' } as const
  await kit.bookings.reschedule(asInvitee(booking), back, null)
  expect(await clockOf(id)).toBe('24h')
})

test('the clock is no part of a key: a retry that says another one is the same request', async () => {
  const request = bookingRequest(meetingTypeId, '2027-02-05T09:00:00Z')
  for (const key of ['a key of mine', null]) {
    const startTime = key === null ? '2027-02-05T10:00:00Z' : request.startTime
    const silent = { ...request, startTime }
    const first = await kit.bookings.create(silent, key)
    const again = await kit.bookings.create({ ...silent, inviteeTimeFormat: '12h' }, key)
    expect(again).toEqual(first)
    expect(await clockOf(first.id)).toBeNull()
  }
})

test('a request is known as releases without clocks know it', () => {
  const request = bookingRequest('0190a0b0-0000-7000-8000-000000000000', '2027-02-05T09:00:00Z')
  const { fingerprint } = deriveCreateKey(request, 'a key of mine', host.hostId)
  expect(Buffer.from(fingerprint).toString('hex')).toBe(
    '228751091d0c0f82ee942ab24e0739d2ad0a8ab48346561606e1efc0d7ec7d03',
  )
})
