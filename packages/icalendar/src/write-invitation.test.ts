import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { canaryCorpus } from './canary-corpus.test-kit.ts'
import { type Invitation, writeInvitation } from './write-invitation.ts'

const request = {
  method: 'REQUEST',
  uid: '01980000-0000-7000-8000-000000000001@rendez.example',
  sequence: 3,
  startTime: '2026-04-14T15:00:00+02:00',
  endTime: '2026-04-14T13:30:00Z',
  stamp: '2026-04-01T08:00:00.123Z',
  summary: 'Intro with Ada',
  description: 'First line\nSecond line',
  location: 'Rue de Rivoli 1, Paris',
  organizer: { name: 'Ada', address: 'ada@host.example', sentBy: 'mail@rendez.example' },
  attendees: [{ name: 'Grace', address: 'grace@guest.example', participation: 'needs_action' }],
  url: 'https://rendez.example/booking/1#a,b;c',
} as const satisfies Invitation

const { attendees: _, ...meeting } = request

function parse(content: string) {
  const calendar = new ICAL.Component(ICAL.parse(content))
  const components = calendar.getAllSubcomponents()
  const event = components[0]
  if (event === undefined) throw new Error('no component')
  return { calendar, components, event }
}

const namesOf = (component: ICAL.Component) =>
  component.getAllProperties().map((property) => property.name)

const calendarProperties = ['version', 'prodid', 'calscale', 'method']
const eventProperties = [
  'uid',
  'sequence',
  'dtstamp',
  'dtstart',
  'dtend',
  'summary',
  'transp',
  'location',
  'description',
  'organizer',
  'attendee',
  'url',
  'status',
]

describe('a request', () => {
  const { calendar, components, event } = parse(writeInvitation(request))

  test('is one VEVENT with the properties of iTIP and no others', () => {
    expect(components.map(({ name }) => name)).toEqual(['vevent'])
    expect(namesOf(calendar)).toEqual(calendarProperties)
    expect(namesOf(event)).toEqual(eventProperties)
    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST')
    expect(event.getFirstPropertyValue('status')).toBe('CONFIRMED')
    expect(event.getFirstPropertyValue('uid')).toBe(request.uid)
    expect(event.getFirstPropertyValue('sequence')).toBe(3)
  })

  test('gives its times in UTC, whatever offset they came with', () => {
    expect(event.getFirstPropertyValue('dtstart')?.toString()).toBe('2026-04-14T13:00:00Z')
    expect(event.getFirstPropertyValue('dtend')?.toString()).toBe('2026-04-14T13:30:00Z')
    expect(event.getFirstPropertyValue('dtstamp')?.toString()).toBe('2026-04-01T08:00:00Z')
  })

  test('names the organizer, who mails for them, and the attendee who is asked', () => {
    const organizer = event.getFirstProperty('organizer')
    expect(organizer?.getFirstValue()).toBe('mailto:ada@host.example')
    expect(organizer?.getParameter('cn')).toBe('Ada')
    expect(organizer?.getParameter('sent-by')).toBe('mailto:mail@rendez.example')
    const attendee = event.getFirstProperty('attendee')
    expect(String(attendee?.getFirstValue()).toLowerCase()).toBe('mailto:grace@guest.example')
    const parameters = ['cn', 'cutype', 'role', 'partstat', 'rsvp'] as const
    expect(parameters.map((name) => attendee?.getParameter(name))).toEqual([
      'Grace',
      'INDIVIDUAL',
      'REQ-PARTICIPANT',
      'NEEDS-ACTION',
      'TRUE',
    ])
  })

  test('keeps commas and semicolons of an address from being taken for text', () => {
    expect(event.getFirstPropertyValue('url')).toBe('https://rendez.example/booking/1#a%2Cb%3Bc')
  })
})

test('an attendee who has already agreed is not asked', () => {
  const [attendee] = request.attendees
  const content = writeInvitation({
    ...request,
    attendees: [{ ...attendee, participation: 'accepted' }],
  })
  const property = parse(content).event.getFirstProperty('attendee')
  expect(property?.getParameter('partstat')).toBe('ACCEPTED')
  expect(property?.getParameter('rsvp')).toBe('FALSE')
})

test('a cancellation names the same meeting and people as the request', () => {
  const asked = parse(writeInvitation(request)).event
  const { calendar, event } = parse(writeInvitation({ ...request, method: 'CANCEL', sequence: 4 }))
  expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL')
  expect(event.getFirstPropertyValue('status')).toBe('CANCELLED')
  expect(event.getFirstPropertyValue('sequence')).toBe(4)
  for (const name of ['uid', 'organizer', 'attendee', 'dtstart', 'dtend']) {
    expect(event.getFirstPropertyValue(name)?.toString()).toBe(
      asked.getFirstPropertyValue(name)?.toString(),
    )
  }
})

test('a copy to download has no attendees', () => {
  const { calendar, event } = parse(writeInvitation({ ...meeting, method: 'PUBLISH' }))
  expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH')
  expect(event.getFirstProperty('attendee')).toBeNull()
  expect(event.getFirstPropertyValue('status')).toBe('CONFIRMED')
})

test('empty texts leave their properties out, a name that is nothing becomes the address', () => {
  const content = writeInvitation({
    ...request,
    description: '',
    location: '',
    organizer: { name: '"^', address: 'ada@host.example' },
  })
  const { event } = parse(content)
  expect(namesOf(event)).not.toContain('description')
  expect(namesOf(event)).not.toContain('location')
  expect(event.getFirstProperty('organizer')?.getParameter('cn')).toBe("'")
  const nameless = writeInvitation({ ...request, organizer: { name: '', address: 'a@b.example' } })
  expect(parse(nameless).event.getFirstProperty('organizer')?.getParameter('cn')).toBe(
    'a@b.example',
  )
})

test('what could begin another property is refused', () => {
  const refused: Partial<typeof request | { [key: string]: unknown }>[] = [
    { uid: 'a\r\nX-CANARY:1' },
    { uid: '' },
    { organizer: { name: 'Ada', address: 'ada@host.example\r\nX-CANARY:1' } },
    { organizer: { name: 'Ada', address: 'ada@host.example', sentBy: 'a"b@host.example' } },
    { attendees: [{ name: 'x', address: 'a@b.example, c@d.example', participation: 'accepted' }] },
    { attendees: [{ name: 'x', address: 'Ada <ada@b.example>', participation: 'accepted' }] },
    { startTime: request.endTime },
    { startTime: 'soon' },
  ]
  for (const change of refused) {
    expect(() => writeInvitation(Object.assign({}, request, change))).toThrow(RangeError)
  }
})

/** What a text may come back as: RFC 5545 has no control characters and one kind of line end. */
const asText = (text: string) =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, '')

const asParameter = (text: string) =>
  asText(text)
    .replaceAll('"', "'")
    .replaceAll('\\', '/')
    .replace(/[\s^]+/g, ' ')
    .trim()

function expectInert(text: string): void {
  const content = writeInvitation({
    ...request,
    summary: text,
    description: text,
    location: text,
    organizer: { ...request.organizer, name: text },
    attendees: [{ ...request.attendees[0], name: text }],
  })
  const { calendar, components, event } = parse(content)
  expect(components).toHaveLength(1)
  expect(event.getAllSubcomponents()).toEqual([])
  expect(namesOf(calendar)).toEqual(calendarProperties)
  const left = asText(text) === '' ? ['location', 'description'] : []
  expect(namesOf(event)).toEqual(eventProperties.filter((name) => !left.includes(name)))

  expect(event.getFirstPropertyValue('summary')).toBe(asText(text))
  expect(event.getFirstPropertyValue('description') ?? '').toBe(asText(text))
  expect(event.getFirstPropertyValue('location') ?? '').toBe(asText(text))
  const attendees = event.getAllProperties('attendee')
  expect(attendees).toHaveLength(1)
  expect(attendees[0]?.getParameter('cn')).toBe(asParameter(text) || 'grace@guest.example')
  expect(Object.keys(attendees[0]?.toJSON()[1] ?? {}).sort()).toEqual([
    'cn',
    'cutype',
    'partstat',
    'role',
    'rsvp',
  ])
  expectWellFolded(content)
}

function expectWellFolded(content: string): void {
  expect(content.endsWith('END:VCALENDAR\r\n')).toBe(true)
  const lines = content.split('\r\n')
  expect(lines.filter((line) => /[\p{Cc}]/u.test(line))).toEqual([])
  const bytes = lines.map((line) => new TextEncoder().encode(line))
  expect(Math.max(...bytes.map(({ length }) => length))).toBeLessThanOrEqual(75)
  // A strict decoder throws when a line ends inside a character.
  const decoder = new TextDecoder('utf-8', { fatal: true })
  expect(bytes.map((line) => decoder.decode(line))).toEqual(lines)
}

describe('text from people stays text', () => {
  for (const { name, text } of canaryCorpus) {
    test(name, () => expectInert(text))
  }

  test('whatever it is', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc
        .array(fc.constantFrom('\r', '\n', '"', '\\', ';', ',', ':', '^', ' ', 'n', 'é', '🎉'))
        .map((parts) => parts.join('')),
    )
    fc.assert(fc.property(text, expectInert), { numRuns: 500 })
  })
})
