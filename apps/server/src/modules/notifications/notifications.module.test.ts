import { canaryCorpus } from '@rendez/icalendar/canary-corpus'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  appendBookingEvent,
  cancelBooking,
  createNotificationsKit,
  insertBooking,
  invitationOf,
  type NotificationsKit,
  settings,
} from './notifications.test-kit.ts'

let kit: NotificationsKit
beforeAll(async () => {
  kit = await createNotificationsKit()
})
afterEach(() => kit.reset())
afterAll(() => kit.close())

describe('what people typed stays text in mail and invitation', () => {
  const headerNames = [
    'auto-submitted',
    'content-type',
    'date',
    'from',
    'message-id',
    'mime-version',
    'reply-to',
    'subject',
    'to',
  ]

  test.each(canaryCorpus)('$name', async ({ text }) => {
    // PostgreSQL keeps neither; the schema lets neither in.
    const storable = text.replaceAll('\u0000', '').toWellFormed()
    const booking = await insertBooking(
      kit.database,
      {
        inviteeName: storable,
        notes: storable,
        meetingTypeName: storable,
        location: { kind: 'in_person', address: storable },
      },
      { displayName: storable },
    )
    await appendBookingEvent(kit.database, booking, 'confirmed', 0)
    const relay = kit.startRelay()
    await relay.drain()
    await cancelBooking(kit.database, booking, 1, { by: 'host', reason: storable })
    await relay.drain()
    expect(kit.server.received).toHaveLength(4)
    for (const message of kit.server.received) {
      expect(message.recipients).toHaveLength(1)
      expect(message.parsed.headerLines.map(({ key }) => key).sort()).toEqual(headerNames)
      expect([message.parsed.to ?? []].flat().flatMap(({ value }) => value)).toHaveLength(1)
      const { event, attendees } = invitationOf(message)
      expect(event.getAllSubcomponents()).toEqual([])
      const properties = new Set(event.getAllProperties().map((property) => property.name))
      expect([...properties].sort()).toEqual([
        'attendee',
        'description',
        'dtend',
        'dtstamp',
        'dtstart',
        'location',
        'organizer',
        'sequence',
        'status',
        'summary',
        'transp',
        'uid',
        'url',
      ])
      for (const attendee of attendees)
        expect(attendee).toMatch(/^mailto:\w+@(guest|host)\.example$/)
      const html = message.parsed.html || ''
      expect(html.match(/<(script|img|h1|meta http-equiv)\b/g)).toEqual(['<h1'])
      const links = [...html.matchAll(/\shref="([^"]*)"/g)].map(([, address]) => address)
      expect(links.filter((link) => !link?.startsWith(settings.publicUrl))).toEqual([])
    }
  })
})
