import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { deriveManageToken } from '../bookings/bookings.module.ts'
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
  settings,
} from './notifications.test-kit.ts'

let kit: NotificationsKit
beforeAll(async () => {
  kit = await createNotificationsKit()
})
afterEach(() => kit.reset())
afterAll(() => kit.close())

const phone = '+9779812345678'

type Changes = Parameters<typeof insertBooking>[3]

/** A booking that is confirmed and told, and its reminders scheduled; nothing received is left. */
async function bookedWith(changes: Changes = {}, inviteePhone: string | null = null) {
  const reminders = { reminderMinutes: [60], ...changes }
  const booking = await insertBooking(kit.database, { inviteePhone }, {}, reminders)
  await appendBookingEvent(kit.database, booking, 'confirmed', 0)
  const relay = kit.startRelay()
  await relay.drain()
  const confirmations = kit.server.received.splice(0)
  return { booking, relay, confirmations }
}

/** What was noted of reminders: to whom, how, and what became of it. */
const reminders = async () =>
  (await kit.sentMessages())
    .filter(({ template }) => template.startsWith('reminder.'))
    .map(({ template, channel, state, last_error }) => [template, channel, state, last_error])

describe('a reminder', () => {
  test('comes to the invitee alone, in both zones, with link and invitation', async () => {
    const { booking, relay, confirmations } = await bookedWith()
    expect(await kit.releaseMessages()).toBe(1)
    await relay.drain()
    const [message, ...others] = kit.server.received
    expect(others).toEqual([])
    expect(message?.recipients).toEqual([inviteeAddress])
    const { parsed } = message ?? {}
    expect(parsed?.subject).toBe('Reminder: Intro call with Ada Lovelace, Tue 13 Apr, 18:45')
    expect(parsed?.replyTo?.value).toEqual([{ name: 'Ada Lovelace', address: hostAddress }])
    const token = deriveManageToken(settings.secret, booking.id)
    for (const body of [parsed?.text, parsed?.html]) {
      expect(body).toContain('Tuesday, 13 April 2038, 18:45 – 19:15 (Asia/Kathmandu)')
      expect(body).toContain('Tuesday, 13 April 2038, 15:00 – 15:30 (Europe/Paris)')
      expect(body).toContain(`https://rendez.example/booking/${booking.id}#${token}`)
    }
    // The very invitation that the calendar has already, so that it asks nobody again.
    const first = confirmations.find(({ recipients }) => recipients.includes(inviteeAddress))
    if (message === undefined || first === undefined) throw new Error('no message')
    expect(invitationOf(message).content).toBe(invitationOf(first).content)
    expect(await reminders()).toEqual([['reminder.invitee', 'mail', 'accepted', null]])
  })

  test('comes to the host too where the meeting type says so', async () => {
    const { relay } = await bookedWith({ remindHost: true })
    await kit.releaseMessages()
    await relay.drain()
    const [toHost] = messagesTo(kit.server, hostAddress)
    expect(kit.server.received).toHaveLength(2)
    expect(toHost?.parsed.text).toContain('About the compiler.')
    expect(toHost?.raw).not.toContain('/booking/')
  })

  test('comes by SMS as well to a guest with a number', async () => {
    const { booking, relay } = await bookedWith({ sms: 'optional' }, phone)
    await kit.releaseMessages()
    await relay.drain()
    expect(kit.server.received).toHaveLength(1)
    const token = deriveManageToken(settings.secret, booking.id)
    expect(kit.provider.received).toMatchObject([{ to: phone, from: '+15550100200' }])
    const { text = '' } = kit.provider.received[0] ?? {}
    expect(text).toContain('Tue 13 Apr, 18:45 (Asia/Kathmandu) / Tue 13 Apr, 15:00 (Europe/Paris)')
    expect(text).toContain(`https://rendez.example/booking/${booking.id}#${token}`)
    const [sms] = (await kit.sentMessages()).filter(({ channel }) => channel === 'sms')
    expect(sms).toMatchObject({ recipient: phone, state: 'accepted', booking_id: booking.id })
    expect(sms?.provider_id).toMatch(/^SM[0-9a-f]{32}$/)
  })

  test.each([
    ['without a number', 'required', null],
    ['when SMS was switched off since', 'off', phone],
  ] as const)('comes by mail alone %s', async (_when, sms, number) => {
    const { relay } = await bookedWith({ sms }, number)
    await kit.releaseMessages()
    await relay.drain()
    expect(kit.server.received).toHaveLength(1)
    expect(kit.provider.received).toEqual([])
  })

  test('is given to the outbox once, however many processes look', async () => {
    const { booking, relay } = await bookedWith()
    await kit.database.sql`
      insert into scheduled_messages (booking_id, host_id, rule, version, due_at)
      select ${booking.id}, ${booking.hostId}, 'reminder:60', number, now()
      from generate_series(1, 450) number`
    await kit.database.sql`update scheduled_messages set due_at = now()`
    const released = await Promise.all(Array.from({ length: 6 }, () => kit.releaseDue()))
    expect(released.reduce((sum, count) => sum + count)).toBe(451)
    expect(await kit.database.sql`select from outbox`).toHaveLength(451)
    await relay.drain()
    expect(kit.server.received).toHaveLength(1)
  })
})

describe('nothing is sent', () => {
  const expectSkipped = async (reason: string) => {
    const noted = await reminders()
    expect(noted).toEqual([['reminder.invitee', 'mail', 'skipped', reason]])
    expect(await kit.database.sql`select from outbox`).toEqual([])
  }

  test('for a booking that was cancelled before or after its reminder was released', async () => {
    const { booking, relay } = await bookedWith()
    await kit.releaseMessages()
    await cancelBooking(kit.database, booking, 1)
    await relay.drain()
    await expectSkipped('the booking was cancelled meanwhile')
    expect(kit.server.received.map(({ parsed }) => parsed.subject)).not.toContainEqual(
      expect.stringContaining('Reminder'),
    )
    expect(await kit.releaseMessages()).toBe(0)
  })

  test('for the old time of a booking that was moved', async () => {
    const { booking, relay } = await bookedWith()
    await kit.releaseMessages()
    await moveBooking(kit.database, booking, 1)
    await relay.drain()
    await expectSkipped('the booking was moved meanwhile')
    expect(await kit.releaseMessages()).toBe(1)
    await relay.drain()
    const [last] = kit.server.received.slice(-1)
    expect(last?.parsed.subject).toBe('Reminder: Intro call with Ada Lovelace, Wed 14 Apr, 18:45')
  })

  test('once the meeting has begun', async () => {
    const { relay } = await bookedWith()
    await kit.releaseMessages()
    await kit.database.sql`
      update bookings set start_time = now(), end_time = now() + interval '30 minutes'`
    await relay.drain()
    await expectSkipped('the meeting has begun')
  })

  test('of a reminder that the host took away', async () => {
    const { relay } = await bookedWith()
    await kit.releaseMessages()
    await kit.database.sql`update meeting_types set reminder_minutes = '{30}'`
    await relay.drain()
    await expectSkipped('the reminder is gone')
  })

  test('of a rule that this release does not know, which is kept for the next', async () => {
    const { booking, relay } = await bookedWith()
    await relay.stop()
    await kit.database.sql`
      insert into scheduled_messages (booking_id, host_id, rule, version, due_at)
      values (${booking.id}, ${booking.hostId}, 'songbird:1', 0, now())`
    await kit.releaseMessages()
    await kit.startRelay({ maxAttempts: 1 }).drain()
    const dead = await kit.database.sql`select last_error from outbox where dead_at is not null`
    expect(dead).toMatchObject([{ last_error: 'Error: no rule of this release: songbird:1' }])
  })
})

describe('when something fails', () => {
  test('a mail server that is down delays the mail and keeps nobody else from theirs', async () => {
    const { relay } = await bookedWith({ sms: 'optional' }, phone)
    await kit.server.stop()
    await kit.releaseMessages()
    await relay.stop()
    const second = kit.startRelay({ delayAfter: () => 3_600 })
    await second.drain()
    expect(kit.provider.received).toHaveLength(1)
    const server = await kit.restartServer()
    await kit.makeDue()
    await second.drain()
    expect(server.received).toHaveLength(1)
    expect(kit.provider.received).toHaveLength(1)
  })

  test('a provider that is down delays the SMS, and the mail is not repeated', async () => {
    const { relay } = await bookedWith({ sms: 'optional' }, phone)
    await relay.stop()
    kit.provider.answer = () => ({ status: 503 })
    await kit.releaseMessages()
    const second = kit.startRelay({ delayAfter: () => 3_600 })
    await second.drain()
    expect(await reminders()).toContainEqual([
      'reminder.invitee',
      'sms',
      'reserved',
      'Error: the SMS provider answered 503 with error 503',
    ])
    kit.provider.answer = () => 'accept'
    await kit.makeDue()
    await second.drain()
    expect(kit.server.received).toHaveLength(1)
    expect(kit.provider.received).toHaveLength(2)
    expect(await reminders()).toContainEqual(['reminder.invitee', 'sms', 'accepted', null])
  })

  test('a number that is refused for good is noted and not tried again', async () => {
    const { relay } = await bookedWith({ sms: 'optional' }, phone)
    kit.provider.answer = () => ({ status: 400, code: 21610 })
    await kit.releaseMessages()
    await relay.drain()
    expect(await reminders()).toContainEqual([
      'reminder.invitee',
      'sms',
      'refused',
      'SmsRefusedError: the SMS provider answered 400 with error 21610',
    ])
    expect(kit.provider.received).toHaveLength(1)
    expect(await kit.database.sql`select from outbox`).toEqual([])
  })
})
