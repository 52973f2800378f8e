import { createBookingSchema } from '@rendez/contract'
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
  refusalOf,
  type TestBookings,
} from './bookings.test-kit.ts'

let kit: TestBookings
let host: TestHost
beforeAll(async () => {
  kit = await openTestBookings()
  host = await createTestHost(kit.database)
})
afterAll(() => kit.close())

const offer = (sms: 'off' | 'optional' | 'required') =>
  createTestMeetingType(kit.database, host.hostId, { sms })

const book = async (
  sms: 'off' | 'optional' | 'required',
  startTime: string,
  inviteePhone?: string,
) => {
  const request = { ...bookingRequest(await offer(sms), startTime), inviteePhone }
  return kit.bookings.create(createBookingSchema.parse(request), null)
}

test.each([
  ['+33 6 12 34 56 78', '+33612345678'],
  ['0033 6.12.34.56.78', '+33612345678'],
  ['+44 (0)20 7946-0958', '+442079460958'],
  ['\u202a+977 981\u00a02345678\u202c', '+9779812345678'],
])('%j is kept as %s, and shown to host and guest', async (typed, kept) => {
  const booking = await book('optional', `2027-02-02T${10 + (typed.length % 9)}:00:00Z`, typed)
  expect(booking.inviteePhone).toBe(kept)
  const access = { by: 'host', hostId: host.hostId } as const
  expect((await kit.bookings.get(access, booking.id)).inviteePhone).toBe(kept)
  expect((await kit.bookings.get(asInvitee(booking), booking.id)).inviteePhone).toBe(kept)
  await kit.bookings.cancel(access, { id: booking.id, reason: '' })
})

test.each(['06 12 34 56 78', '+33', '+1 555 CALL NOW', '+123456789012345678', ''])(
  '%j is no number with a country code',
  async (inviteePhone) => {
    const request = { ...bookingRequest(await offer('optional'), '2027-02-03T09:00:00Z') }
    const parsed = createBookingSchema.safeParse({ ...request, inviteePhone })
    expect(parsed.error?.issues).toMatchObject([
      { path: ['inviteePhone'], message: expect.stringContaining('with its country code') },
    ])
  },
)

test('a number is needed only where the meeting type says so', async () => {
  expect((await book('optional', '2027-02-04T09:00:00Z')).inviteePhone).toBeNull()
  const refusal = await refusalOf(book('required', '2027-02-04T10:00:00Z'))
  expect(refusal).toMatchObject({
    code: 'VALIDATION_ERROR',
    details: { fields: [{ path: 'inviteePhone' }] },
  })
  const booked = await book('required', '2027-02-04T10:00:00Z', '+33612345678')
  expect(booked.inviteePhone).toBe('+33612345678')
})

test('where no SMS is sent, no number is kept', async () => {
  expect((await book('off', '2027-02-05T09:00:00Z', '+33612345678')).inviteePhone).toBeNull()
})

test('the same request with another number is another request', async () => {
  const meetingTypeId = await offer('optional')
  const request = bookingRequest(meetingTypeId, '2027-02-06T09:00:00Z')
  const numbered = { ...request, inviteePhone: '+33612345678' }
  const first = await kit.bookings.create(numbered, 'a key of mine')
  expect((await kit.bookings.create(numbered, 'a key of mine')).id).toBe(first.id)
  for (const other of [request, { ...request, inviteePhone: '+33600000000' }]) {
    expect(await refusalOf(kit.bookings.create(other, 'a key of mine'))).toMatchObject({
      code: 'IDEMPOTENCY_CONFLICT',
    })
  }
})

test('a number moves with its booking, to another month and into the archive', async () => {
  const booking = await book('optional', '2027-02-07T09:00:00Z', '+33612345678')
  const access = { by: 'host', hostId: host.hostId } as const
  const change = { id: booking.id, startTime: '2027-03-07T09:00:00Z' }
  expect((await kit.bookings.reschedule(access, change, null)).inviteePhone).toBe('+33612345678')
  const { sql } = kit.database
  await sql`create table archive.bookings_2027_03 partition of archive.bookings
    for values from ('2027-03-01Z') to ('2027-04-01Z')`
  await sql`with gone as (delete from bookings where id = ${booking.id} returning *)
    insert into archive.bookings select * from gone`
  expect((await kit.bookings.get(access, booking.id)).inviteePhone).toBe('+33612345678')
})
