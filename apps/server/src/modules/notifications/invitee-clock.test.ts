import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { workflows } from '../workflows/workflows.table.ts'
import {
  appendBookingEvent,
  cancelBooking,
  createNotificationsKit,
  hostAddress,
  insertBooking,
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

type Clock = '12h' | '24h' | null

/** Everything that a guest with this clock is sent of a booking, by mail and by text message. */
async function everythingSent(inviteeTimeFormat: Clock) {
  const row = await insertBooking(
    kit.database,
    { inviteeTimeFormat, inviteePhone: '+9779812345678' },
    { timeFormat: inviteeTimeFormat === '12h' ? '24h' : '12h' },
    { reminderMinutes: [60], sms: 'optional' },
  )
  const { hostId, meetingTypeId } = row
  const workflow = { hostId, meetingTypeId, recipient: 'invitee', offsetMinutes: 30 } as const
  const text = 'We meet {{time}}.'
  const named = { name: 'Prepare', subject: 'At {{time}}', text, active: true }
  await kit.database.drizzle.insert(workflows).values([
    { id: randomUUID(), ...workflow, ...named, trigger: 'before_start', channel: 'mail' },
    { id: randomUUID(), ...workflow, ...named, trigger: 'before_start', channel: 'sms' },
  ])
  const relay = kit.startRelay()
  await appendBookingEvent(kit.database, row, 'confirmed', 0)
  await relay.drain()
  await kit.releaseMessages()
  await relay.drain()
  await moveBooking(kit.database, row, 1)
  await relay.drain()
  await cancelBooking(kit.database, row, 2)
  await relay.drain()
  const mails = messagesTo(kit.server, inviteeAddress).map(({ parsed }) => parsed)
  const texts = kit.provider.received.map((sms) => sms.text)
  return { mails, texts }
}

const twelve = /\b6:45 PM\b/
const twentyFour = /\b18:45\b/

test.each<[Clock, RegExp, RegExp]>([
  ['12h', twelve, twentyFour],
  ['24h', twentyFour, twelve],
  [null, twentyFour, twelve],
])('to a guest whose clock is %s everything is written in it', async (clock, own, foreign) => {
  const { mails, texts } = await everythingSent(clock)
  const subjects = mails.map(({ subject = '' }) => subject.split(/[ :]/)[0])
  expect(subjects.toSorted()).toEqual(['At', 'Cancelled', 'Confirmed', 'Moved', 'Reminder'])
  for (const { subject, text, html } of mails) {
    for (const part of [subject, text, html]) {
      expect(part).toMatch(own)
      expect(part).not.toMatch(foreign)
    }
  }
  expect(texts).toHaveLength(2)
  for (const text of texts) {
    expect(text).toMatch(own)
    expect(text).not.toMatch(foreign)
  }
})

test('the host reads their own clock all the same', async () => {
  const booking = { inviteeTimeFormat: '12h' as const }
  const row = await insertBooking(kit.database, booking, { timeFormat: '24h' })
  await appendBookingEvent(kit.database, row, 'confirmed', 0)
  await kit.startRelay().drain()
  const [message] = messagesTo(kit.server, hostAddress)
  expect(message?.parsed.subject).toContain('Tue 13 Apr, 15:00')
  expect(message?.parsed.text).not.toContain('PM')
})
