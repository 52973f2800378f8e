import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  appendBookingEvent,
  cancelBooking,
  createNotificationsKit,
  hostAddress,
  insertBooking,
  invitationOf,
  inviteeAddress,
  messagesTo,
  moveBooking,
  type NotificationsKit,
} from './notifications.test-kit.ts'

let kit: NotificationsKit
beforeAll(async () => {
  kit = await createNotificationsKit()
})
afterEach(() => kit.reset())
afterAll(() => kit.close())

const eventsLeft = async () => (await kit.database.sql`select * from outbox`).length

async function confirmedBooking() {
  const booking = await insertBooking(kit.database)
  await appendBookingEvent(kit.database, booking, 'confirmed', 0)
  return booking
}

describe('what happens to a booking later', () => {
  test('a new time is the same meeting with a higher sequence, in order', async () => {
    const booking = await confirmedBooking()
    const relay = kit.startRelay()
    await relay.drain()
    await moveBooking(kit.database, booking, 1)
    await relay.drain()
    await cancelBooking(kit.database, booking, 2, { by: 'host', reason: 'I am ill.' })
    await relay.drain()
    for (const address of [inviteeAddress, hostAddress]) {
      const messages = messagesTo(kit.server, address)
      const invitations = messages.map(invitationOf)
      expect(invitations.map(({ method, status }) => [method, status])).toEqual([
        ['REQUEST', 'CONFIRMED'],
        ['REQUEST', 'CONFIRMED'],
        ['CANCEL', 'CANCELLED'],
      ])
      expect(invitations.map(({ sequence }) => sequence)).toEqual([0, 1, 2])
      for (const part of ['uid', 'organizer', 'attendees'] as const) {
        expect(new Set(invitations.map((one) => String(one[part]))).size).toBe(1)
      }
      expect(invitations.map(({ start }) => start)).toEqual([
        '2038-04-13T13:00:00Z',
        '2038-04-14T13:00:00Z',
        '2038-04-14T13:00:00Z',
      ])
      expect(new Set(messages.map(({ parsed }) => parsed.messageId)).size).toBe(3)
    }
    const [, moved, cancelled] = messagesTo(kit.server, inviteeAddress)
    expect(moved?.parsed.text).toContain('Wednesday, 14 April 2038, 18:45 – 19:15')
    expect(moved?.parsed.text).toContain('Before:\n  Tuesday, 13 April 2038, 18:45 – 19:15')
    expect(cancelled?.parsed.text).toContain('Ada Lovelace cancelled this meeting.')
    expect(cancelled?.parsed.text).toContain('I am ill.')
    expect(cancelled?.parsed.text).toContain('https://rendez.example/ada/intro\n')
  })

  test.each([
    [
      'is no longer offered',
      (id: string) => kit.database.sql`
      update meeting_types set active = false where id = ${id}`,
    ],
    [
      'was deleted',
      (id: string) => kit.database.sql`
      update meeting_types set deleted_at = now() where id = ${id}`,
    ],
  ])('whose meeting type %s can be booked again from the page of the host', async (_, change) => {
    const booking = await insertBooking(kit.database)
    await change(booking.meetingTypeId)
    await cancelBooking(kit.database, booking, 1)
    await kit.startRelay().drain()
    const [message] = messagesTo(kit.server, inviteeAddress)
    expect(message?.parsed.text).toContain('\nhttps://rendez.example/ada\n')
  })

  test('nothing but the cancellation is sent for a booking that is cancelled meanwhile', async () => {
    const booking = await confirmedBooking()
    await moveBooking(kit.database, booking, 1)
    await cancelBooking(kit.database, booking, 2)
    await kit.startRelay().drain()
    expect(kit.server.received.map(({ parsed }) => parsed.subject?.split(':')[0])).toEqual([
      'Cancelled',
      'Cancelled',
    ])
    const rows = await kit.sentMessages()
    expect(rows.map(({ template, state }) => `${template} ${state}`)).toEqual([
      'booking.cancelled.host accepted',
      'booking.cancelled.invitee accepted',
      'booking.confirmed.host skipped',
      'booking.confirmed.invitee skipped',
      'booking.rescheduled.host skipped',
      'booking.rescheduled.invitee skipped',
    ])
    expect(rows[2]?.last_error).toBe('the booking was cancelled meanwhile')
    expect(await eventsLeft()).toBe(0)
  })

  test('nothing is sent about a time that was changed again meanwhile', async () => {
    const booking = await confirmedBooking()
    await moveBooking(kit.database, booking, 1)
    await kit.startRelay().drain()
    const subjects = kit.server.received.map(({ parsed }) => parsed.subject?.split(':')[0])
    expect(subjects).toEqual(['Moved', 'Moved'])
  })

  test('a message that waits for another attempt is dropped when the booking is cancelled', async () => {
    const booking = await confirmedBooking()
    kit.server.answer.toRecipient = () => 451
    const relay = kit.startRelay({ delayAfter: () => 3_600 })
    await relay.drain()
    await cancelBooking(kit.database, booking, 1)
    kit.server.answer.toRecipient = () => 'accept'
    await kit.makeDue()
    await relay.drain()
    const subjects = kit.server.received.map(({ parsed }) => parsed.subject?.split(':')[0])
    expect(subjects).toEqual(['Cancelled', 'Cancelled'])
  })
})
