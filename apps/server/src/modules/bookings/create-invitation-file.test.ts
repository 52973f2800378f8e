import type { BookingAccess, CreatedBooking } from '@rendez/contract'
import ICAL from 'ical.js'
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

let world: TestBookings
let host: TestHost
let booking: CreatedBooking

beforeAll(async () => {
  world = await openTestBookings()
  host = await createTestHost(world.database)
  const meetingTypeId = await createTestMeetingType(world.database, host.hostId)
  const request = bookingRequest(meetingTypeId, '2027-03-01T09:00:00Z', { notes: 'Über Zahlen' })
  booking = await world.bookings.create(request, null)
})

afterAll(() => world.close())

async function download(access: BookingAccess) {
  const { fileName, content } = await world.bookings.createInvitationFile(access, booking.id)
  const calendar = new ICAL.Component(ICAL.parse(content))
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined)
  return { fileName, method: calendar.getFirstPropertyValue('method'), event }
}

test('an invitee downloads the meeting with their own link in it', async () => {
  const { fileName, method, event } = await download(asInvitee(booking))
  expect(fileName).toBe('invitation.ics')
  expect(method).toBe('PUBLISH')
  expect(event.uid).toBe(`${booking.id}@localhost`)
  expect(event.sequence).toBe(0)
  expect(event.startDate.toJSDate().toISOString()).toBe('2027-03-01T09:00:00.000Z')
  expect(event.endDate.toJSDate().toISOString()).toBe('2027-03-01T09:30:00.000Z')
  expect(event.summary).toBe('Intro with Grace Hopper')
  expect(event.description).toContain(booking.manageUrl)
  expect(event.organizer).toBe(`mailto:${host.username}@example.com`)
})

test("the host's file names the invitee, and holds no token", async () => {
  const access = { by: 'host' as const, hostId: host.hostId }
  const { event } = await download(access)
  expect(event.summary).toBe('Intro with Ada Lovelace')
  expect(event.description).toBe('Über Zahlen')
  const { content } = await world.bookings.createInvitationFile(access, booking.id)
  expect(content.replaceAll(/\r\n /g, '')).not.toContain(booking.manageToken)
})

test('nobody else gets one, and there is none of what is cancelled', async () => {
  const stranger = await createTestHost(world.database)
  for (const access of [
    { by: 'host' as const, hostId: stranger.hostId },
    { by: 'invitee' as const, manageToken: 'x' },
  ]) {
    const refusal = await refusalOf(world.bookings.createInvitationFile(access, booking.id))
    expect(refusal.code).toBe('NOT_FOUND')
  }
  await world.bookings.cancel(asInvitee(booking), { id: booking.id, reason: '' })
  const refusal = await refusalOf(
    world.bookings.createInvitationFile(asInvitee(booking), booking.id),
  )
  expect(refusal.code).toBe('BOOKING_NOT_CHANGEABLE')
})
