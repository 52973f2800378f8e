import { randomUUID } from 'node:crypto'
import { canaryCorpus } from '@rendez/icalendar/canary-corpus'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
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
  settings,
} from './notifications.test-kit.ts'

let kit: NotificationsKit
beforeAll(async () => {
  kit = await createNotificationsKit()
})
afterEach(() => kit.reset())
afterAll(() => kit.close())

const phone = '+9779812345678'

type Changes = Partial<typeof workflows.$inferInsert>

/** A booking of a meeting type with one workflow; what its confirmation sent is thrown away. */
async function bookedWith(
  changes: Changes = {},
  booking: Parameters<typeof insertBooking>[1] = {},
) {
  const meetingType = { reminderMinutes: [], sms: 'optional' as const }
  const row = await insertBooking(kit.database, booking, {}, meetingType)
  await kit.database.drizzle.insert(workflows).values({
    id: randomUUID(),
    hostId: row.hostId,
    meetingTypeId: row.meetingTypeId,
    name: 'Prepare',
    trigger: 'before_start',
    offsetMinutes: 60,
    channel: 'mail',
    recipient: 'invitee',
    subject: 'Soon: {{meeting}}',
    text: 'Hi {{guest}}, {{host}} meets you {{time}} at {{place}}.\n\nSee {{link}}',
    active: true,
    ...changes,
  })
  await appendBookingEvent(kit.database, row, 'confirmed', 0)
  const relay = kit.startRelay()
  await relay.drain()
  kit.server.received.splice(0)
  return { row, relay }
}

const noted = async () =>
  (await kit.sentMessages())
    .filter(({ template }) => template.startsWith('workflow.'))
    .map(({ template, channel, state, last_error }) => [template, channel, state, last_error])

describe('a message of a host', () => {
  test('is mailed to the guest in their words, with everything of the booking', async () => {
    const { row, relay } = await bookedWith()
    await kit.releaseMessages()
    await relay.drain()
    const [message, ...others] = kit.server.received
    expect(others).toEqual([])
    expect(message?.recipients).toEqual([inviteeAddress])
    expect(message?.parsed.subject).toBe('Soon: Intro call')
    const text = message?.parsed.text ?? ''
    expect(text).toContain('Hi Grace Hopper, Ada Lovelace meets you Tue 13 Apr, 18:45')
    expect(text).toContain(`https://rendez.example/booking/${row.id}#`)
    expect(text).toContain('Tuesday, 13 April 2038, 18:45 – 19:15 (Asia/Kathmandu)')
    expect(text).toContain('Tuesday, 13 April 2038, 15:00 – 15:30 (Europe/Paris)')
    expect(await noted()).toEqual([['workflow.invitee', 'mail', 'accepted', null]])
  })

  test('to the host goes to the host alone', async () => {
    const { relay } = await bookedWith({ recipient: 'host' })
    await kit.releaseMessages()
    await relay.drain()
    expect(kit.server.received).toHaveLength(1)
    const [message] = messagesTo(kit.server, hostAddress)
    expect(message?.raw).not.toContain('/booking/')
  })

  test('goes by SMS to a guest with a number, and to nobody without', async () => {
    const { relay } = await bookedWith(
      { channel: 'sms', text: 'See you {{time}}' },
      { inviteePhone: phone },
    )
    await kit.releaseMessages()
    await relay.drain()
    expect(kit.provider.received).toMatchObject([
      {
        to: phone,
        text: 'See you Tue 13 Apr, 18:45 (Asia/Kathmandu) / Tue 13 Apr, 15:00 (Europe/Paris)',
      },
    ])
    expect(await noted()).toEqual([['workflow.invitee', 'sms', 'accepted', null]])
    await kit.reset()
    const second = await bookedWith({ channel: 'sms', text: 'See you {{time}}' })
    expect(await kit.releaseMessages()).toBe(1)
    await second.relay.drain()
    expect(kit.provider.received).toEqual([])
    expect(await noted()).toEqual([])
  })

  test('goes by SMS to the number that the host gave', async () => {
    const host = { channel: 'sms', recipient: 'host', phoneNumber: '+33612345678' } as const
    const { relay } = await bookedWith({ ...host, text: '{{guest}} comes' })
    await kit.releaseMessages()
    await relay.drain()
    expect(kit.provider.received).toMatchObject([
      { to: '+33612345678', text: 'Grace Hopper comes' },
    ])
  })

  test('about a cancellation strikes the time through and leads to another one', async () => {
    const { row, relay } = await bookedWith({ trigger: 'cancelled', offsetMinutes: 0 })
    await cancelBooking(kit.database, row, 1)
    await relay.drain()
    kit.server.received.splice(0)
    expect(await kit.releaseMessages()).toBe(1)
    await relay.drain()
    const [message] = messagesTo(kit.server, inviteeAddress)
    expect(message?.parsed.html).toContain('<s>')
    expect(message?.parsed.text).toContain('https://rendez.example/ada/intro')
  })

  test('stays text in the mail, whatever host and guest typed', async () => {
    for (const { text } of canaryCorpus) {
      const storable = text.replaceAll('\u0000', '').toWellFormed()
      const written = { subject: `{{guest}} ${storable}`, text: `{{guest}} ${storable}` }
      const { relay } = await bookedWith(written, {
        inviteeName: storable,
        meetingTypeName: storable,
      })
      await kit.releaseMessages()
      await relay.drain()
      const [message] = messagesTo(kit.server, inviteeAddress)
      expect(message?.recipients).toEqual([inviteeAddress])
      expect([message?.parsed.to ?? []].flat().flatMap(({ value }) => value)).toHaveLength(1)
      const html = message?.parsed.html || ''
      expect(html.match(/<(script|img|h1|meta http-equiv)\b/g)).toEqual(['<h1'])
      const links = [...html.matchAll(/\shref="([^"]*)"/g)].map(([, address]) => address)
      const foreign = links.filter((link) => !link?.startsWith(settings.publicUrl))
      expect(foreign).toEqual(['https://meet.example/ada'])
      await kit.reset()
    }
  })
})

describe('nothing is sent', () => {
  test.each([
    ['before_start', 'the booking was cancelled meanwhile'],
    ['after_end', 'the booking was cancelled meanwhile'],
    ['booked', 'the booking was cancelled meanwhile'],
  ] as const)('%s for a booking that was cancelled meanwhile', async (trigger, reason) => {
    const { row, relay } = await bookedWith({ trigger })
    await kit.releaseMessages()
    await cancelBooking(kit.database, row, 1)
    await relay.drain()
    expect(await noted()).toEqual([['workflow.invitee', 'mail', 'skipped', reason]])
  })

  test('for a time that was moved, but that it was booked is still true', async () => {
    const before = await bookedWith()
    await kit.releaseMessages()
    await moveBooking(kit.database, before.row, 1)
    await before.relay.drain()
    expect((await noted())[0]?.[3]).toBe('the booking was moved meanwhile')
    await kit.reset()
    const booked = await bookedWith({ trigger: 'booked', offsetMinutes: 0 })
    await kit.releaseMessages()
    await moveBooking(kit.database, booked.row, 1)
    await booked.relay.drain()
    expect(await noted()).toEqual([['workflow.invitee', 'mail', 'accepted', null]])
  })

  test('once it has begun, but after the end', async () => {
    for (const [trigger, state] of [
      ['before_start', 'skipped'],
      ['after_end', 'accepted'],
    ] as const) {
      const { relay } = await bookedWith({ trigger })
      await kit.releaseMessages()
      await kit.database.sql`
        update bookings set start_time = now(), end_time = now() + interval '1 minute'`
      await relay.drain()
      expect((await noted())[0]?.[2]).toBe(state)
      await kit.reset()
    }
  })

  test('by SMS to the guest with what the guest typed, as older releases allowed', async () => {
    const { relay } = await bookedWith({ channel: 'sms' }, { inviteePhone: phone })
    await kit.releaseMessages()
    await relay.drain()
    expect(kit.provider.received).toEqual([])
    const reason = 'it would text what the guest typed'
    expect(await noted()).toEqual([['workflow.invitee', 'sms', 'skipped', reason]])
  })

  test('of a workflow that was switched off or removed', async () => {
    const off = await bookedWith()
    await kit.releaseMessages()
    await kit.database.sql`update workflows set active = false`
    await off.relay.drain()
    expect((await noted())[0]?.[3]).toBe('the workflow is switched off')
    await kit.reset()
    const gone = await bookedWith()
    await kit.releaseMessages()
    await kit.database.sql`delete from workflows`
    await gone.relay.drain()
    expect(await noted()).toEqual([])
    expect(kit.server.received).toEqual([])
    expect(await kit.database.sql`select from outbox`).toEqual([])
  })
})
