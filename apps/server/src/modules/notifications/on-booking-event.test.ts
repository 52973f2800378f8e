import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { deriveManageToken } from '../bookings/bookings.module.ts'
import {
  appendBookingEvent,
  createNotificationsKit,
  hostAddress,
  insertBooking,
  invitationOf,
  inviteeAddress,
  messagesTo,
  type NotificationsKit,
  settings,
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

describe('a new booking', () => {
  test('is confirmed to the invitee in both zones, with their own link', async () => {
    const booking = await confirmedBooking()
    await kit.startRelay().drain()
    const [message, ...others] = messagesTo(kit.server, inviteeAddress)
    expect(others).toEqual([])
    expect(message?.recipients).toEqual([inviteeAddress])
    expect(message?.sender).toBe(settings.mailFrom.address)
    const { parsed } = message ?? {}
    expect(parsed?.subject).toBe('Confirmed: Intro call with Ada Lovelace, Tue 13 Apr, 18:45')
    expect(parsed?.from?.value).toEqual([
      { name: 'Ada Lovelace via Rendez', address: 'mail@rendez.example' },
    ])
    expect(parsed?.replyTo?.value).toEqual([{ name: 'Ada Lovelace', address: hostAddress }])
    const token = deriveManageToken(settings.secret, booking.id)
    for (const body of [parsed?.text, parsed?.html]) {
      expect(body).toContain('Tuesday, 13 April 2038, 18:45 – 19:15 (Asia/Kathmandu)')
      expect(body).toContain('Tuesday, 13 April 2038, 15:00 – 15:30 (Europe/Paris)')
      expect(body).toContain(`https://rendez.example/booking/${booking.id}#${token}`)
      expect(body).toContain('https://meet.example/ada')
    }
  })

  test('is announced to the host on their clock, with the notes and without the link', async () => {
    const booking = await confirmedBooking()
    await kit.startRelay().drain()
    const [message, ...others] = messagesTo(kit.server, hostAddress)
    expect(others).toEqual([])
    const { parsed } = message ?? {}
    expect(parsed?.subject).toBe('New booking: Intro call with Grace Hopper, Tue 13 Apr, 3:00 PM')
    expect(parsed?.from?.value).toEqual([settings.mailFrom].map(({ ...from }) => from))
    expect(parsed?.replyTo?.value).toEqual([{ name: 'Grace Hopper', address: inviteeAddress }])
    expect(parsed?.text).toContain('Tuesday, 13 April 2038, 3:00 PM – 3:30 PM (Europe/Paris)')
    expect(parsed?.text).toContain('Tuesday, 13 April 2038, 6:45 PM – 7:15 PM (Asia/Kathmandu)')
    expect(parsed?.text).toContain('About the compiler.')
    expect(message?.raw).not.toContain(deriveManageToken(settings.secret, booking.id).slice(0, 20))
  })

  test('comes with one invitation to each, about the same meeting', async () => {
    const booking = await confirmedBooking()
    await kit.startRelay().drain()
    const [toInvitee, toHost] = [inviteeAddress, hostAddress].map((address) => {
      const [message] = messagesTo(kit.server, address)
      if (message === undefined) throw new Error('no message')
      return invitationOf(message)
    })
    for (const invitation of [toInvitee, toHost]) {
      expect(invitation).toMatchObject({
        method: 'REQUEST',
        uid: `${booking.id}@rendez.example`,
        sequence: 0,
        status: 'CONFIRMED',
        start: '2038-04-13T13:00:00Z',
      })
    }
    expect(toInvitee).toMatchObject({
      summary: 'Intro call with Ada Lovelace',
      organizer: `mailto:${hostAddress}`,
      attendees: [`mailto:${inviteeAddress}`],
    })
    expect(toHost).toMatchObject({
      summary: 'Intro call with Grace Hopper',
      organizer: `mailto:${settings.mailFrom.address}`,
      attendees: [`mailto:${hostAddress}`, `mailto:${inviteeAddress}`],
    })
    expect(toHost?.content).not.toContain(`/booking/${booking.id}`)
  })

  test('leaves a record of each message and no event', async () => {
    const booking = await confirmedBooking()
    await kit.startRelay().drain()
    const messages = await kit.sentMessages()
    expect(messages).toHaveLength(2)
    expect(messages.map(({ template, recipient, state }) => [template, recipient, state])).toEqual([
      ['booking.confirmed.host', hostAddress, 'accepted'],
      ['booking.confirmed.invitee', inviteeAddress, 'accepted'],
    ])
    for (const message of messages) {
      const [received] = messagesTo(kit.server, message.recipient)
      expect(received?.parsed.messageId).toBe(`<${message.message_id}>`)
      expect(received?.parsed.subject).toBe(message.subject)
      expect(message.booking_id).toBe(booking.id)
      expect(message.accepted_at).toBeInstanceOf(Date)
    }
    expect(await eventsLeft()).toBe(0)
  })

  test('of a host with themselves is two messages', async () => {
    const booking = await insertBooking(kit.database, { inviteeEmail: hostAddress })
    await appendBookingEvent(kit.database, booking, 'confirmed', 0)
    await kit.startRelay().drain()
    const received = messagesTo(kit.server, hostAddress)
    expect(received).toHaveLength(2)
    expect(new Set(received.map(({ parsed }) => parsed.messageId)).size).toBe(2)
  })

  test('of a host who is gone is told to nobody, once', async () => {
    const booking = await confirmedBooking()
    await kit.database.sql`delete from users where id = ${booking.hostId}`
    await kit.startRelay().drain()
    expect(kit.server.received).toEqual([])
    expect(await eventsLeft()).toBe(0)
  })
})
