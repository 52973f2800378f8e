import { canaryCorpus } from '@rendez/icalendar/canary-corpus'
import { describe, expect, test } from 'vitest'
import { bookingCancelled } from './booking-cancelled.ts'
import { bookingConfirmed } from './booking-confirmed.ts'
import { bookingMail, hostMail, linksIn, twelveHourMail } from './booking-mail.test-kit.ts'
import type { BookingMail } from './booking-mail.ts'
import { bookingReminder } from './booking-reminder.ts'
import { bookingRescheduled } from './booking-rescheduled.ts'
import { inertText } from './inert-text.ts'
import type { Message } from './letter.ts'

const former = {
  previousStartTime: '2026-04-13T08:00:00Z',
  previousEndTime: '2026-04-13T08:30:00Z',
}
const rebookUrl = 'https://rendez.example/ada/intro'

const moved = (mail: BookingMail) => bookingRescheduled({ ...mail, ...former })
const cancelled = (mail: BookingMail, by: 'invitee' | 'host' = 'host', reason = 'I am ill.') =>
  bookingCancelled({ ...mail, cancellation: { by, reason }, rebookUrl })

const templates = { confirmed: bookingConfirmed, moved, cancelled, coming: bookingReminder }

/** What a person reads in the page: without markup, head and entities. */
function readable(html: string): string {
  return html
    .slice(html.indexOf('<body'))
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
}

describe.each(Object.entries(templates))('the mail about a %s booking', (_name, template) => {
  test.each([
    ['invitee', bookingMail, '18:45 – 19:15 (Asia/Kathmandu)', '15:00 – 15:30 (Europe/Paris)'],
    [
      'invitee on the twelve-hour clock',
      twelveHourMail,
      '6:45 PM – 7:15 PM (Asia/Kathmandu)',
      '3:00 PM – 3:30 PM (Europe/Paris)',
    ],
    ['host', hostMail, '3:00 PM – 3:30 PM (Europe/Paris)', '6:45 PM – 7:15 PM (Asia/Kathmandu)'],
  ])('gives the %s both zones, their own first, in HTML and text', (_reader, mail, own, other) => {
    const { html, text } = template(mail)
    for (const body of [readable(html), text]) {
      const first = body.indexOf(`Tuesday, 14 April 2026, ${own}`)
      const second = body.indexOf(`Tuesday, 14 April 2026, ${other}`)
      expect(first).toBeGreaterThan(-1)
      expect(second).toBeGreaterThan(first)
    }
  })

  test('gives the time once when both share a zone, and says so', () => {
    const host = { ...bookingMail.host, timeZone: bookingMail.invitee.timeZone }
    const { text } = template({ ...bookingMail, host })
    expect(text.match(/14 April 2026/g)).toHaveLength(1)
    expect(text).toContain('The same zone for both of you.')
  })

  test('loads nothing from anywhere and has a version for the dark', () => {
    const { html } = template(bookingMail)
    expect(html).not.toMatch(/<img|<script|<link|@import|@font-face|url\(|\ssrc=/i)
    expect(html).toContain('prefers-color-scheme: dark')
    expect(html.startsWith('<!DOCTYPE html><html')).toBe(true)
  })

  test('has a subject of one short line, with the time at its end', () => {
    const long = 'A meeting with a very long name that goes on and on and does not stop '
    const { subject } = template({
      ...hostMail,
      meetingTypeName: long,
      invitee: { ...bookingMail.invitee, name: `${long}\r\nBcc: eve@evil.example` },
    })
    expect(subject).not.toMatch(/\p{Cc}/u)
    expect(subject.length).toBeLessThan(130)
    expect(subject).toMatch(/Tue 14 Apr, 3:00 PM$/)
  })
})

test('a confirmation tells the invitee where, and how to change it', () => {
  const { subject, html, text } = bookingConfirmed(bookingMail)
  expect(subject).toBe('Confirmed: Intro call with Ada Lovelace, Tue 14 Apr, 18:45')
  expect(linksIn(html)).toEqual(['https://meet.example/ada', bookingMail.manageUrl])
  expect(text).toContain('https://meet.example/ada')
  expect(text).toContain(bookingMail.manageUrl)
})

test('a confirmation tells the host who booked and what they wrote', () => {
  const { subject, html, text } = bookingConfirmed(hostMail)
  expect(subject).toBe('New booking: Intro call with Grace Hopper, Tue 14 Apr, 3:00 PM')
  expect(linksIn(html)).toEqual(['https://meet.example/ada', hostMail.manageUrl])
  expect(text).toContain('grace@guest.example')
  expect(text).toContain('  First line\n  Second line')
})

test('a reminder says what the confirmation said, to each their own', () => {
  const { subject, html, text } = bookingReminder(bookingMail)
  expect(subject).toBe('Reminder: Intro call with Ada Lovelace, Tue 14 Apr, 18:45')
  expect(linksIn(html)).toEqual(['https://meet.example/ada', bookingMail.manageUrl])
  expect(text).toContain('You and Ada Lovelace are meeting.')
  expect(bookingReminder(hostMail).text).toContain('  First line\n  Second line')
  expect(bookingReminder(hostMail).subject).toBe(
    'Reminder: Intro call with Grace Hopper, Tue 14 Apr, 3:00 PM',
  )
})

test('a phone number and a place are shown as text', () => {
  const phone = bookingConfirmed({
    ...bookingMail,
    location: { kind: 'phone', phoneNumber: '+33 1 23 45 67 89' },
  })
  expect(phone.text).toContain('Phone: +33 1 23 45 67 89')
  const place = bookingConfirmed({
    ...bookingMail,
    location: { kind: 'in_person', address: 'Rue de Rivoli 1' },
  })
  expect(place.text).toContain('Rue de Rivoli 1')
  expect(linksIn(place.html)).toEqual([bookingMail.manageUrl])
})

test('a new time stands beside the old one, which is struck through and named', () => {
  const { subject, html, text } = moved(bookingMail)
  expect(subject).toBe('Moved: Intro call with Ada Lovelace, now Tue 14 Apr, 18:45')
  expect(text).toContain(
    'Before:\n  Monday, 13 April 2026, 13:45 – 14:15 (Asia/Kathmandu)\n' +
      '  Monday, 13 April 2026, 10:00 – 10:30 (Europe/Paris)',
  )
  const struck = [...html.matchAll(/<s>([^<]*)<\/s>/g)].map(([, line]) => line)
  expect(struck).toHaveLength(2)
  expect(struck.join()).not.toContain('14 April')
})

describe('a cancellation', () => {
  test('says who cancelled and why, and offers the invitee another time', () => {
    const { subject, html, text } = cancelled(bookingMail)
    expect(subject).toBe('Cancelled: Intro call with Ada Lovelace, Tue 14 Apr, 18:45')
    expect(text).toContain('Ada Lovelace cancelled this meeting.')
    expect(text).toContain('Reason:\n  I am ill.')
    expect(linksIn(html)).toEqual([rebookUrl])
  })

  test('tells the host why the invitee cancelled, and the invitee that it is done', () => {
    expect(cancelled(hostMail, 'invitee').text).toContain('Grace Hopper cancelled this meeting.')
    expect(cancelled(hostMail, 'invitee').text).toContain('I am ill.')
    const own = cancelled(bookingMail, 'invitee').text
    expect(own).toContain('You cancelled the meeting with Ada Lovelace.')
    expect(own).not.toContain('I am ill.')
  })

  test('leaves out a reason that was not given', () => {
    expect(cancelled(bookingMail, 'host', '').text).not.toContain('Reason')
  })
})

describe('what people typed is shown as text and nothing else', () => {
  const withText = (reader: 'invitee' | 'host', text: string): BookingMail => ({
    ...(reader === 'host' ? hostMail : bookingMail),
    meetingTypeName: text,
    host: { ...bookingMail.host, name: text },
    invitee: { ...bookingMail.invitee, name: text },
    location: { kind: 'in_person', address: text },
    notes: text,
  })
  const tagsIn = (html: string) => [...html.matchAll(/<\/?[a-z0-9]+/gi)].map(([tag]) => tag)

  function expectInert(message: Message, plain: Message, text: string): void {
    expect(linksIn(message.html)).toEqual(linksIn(plain.html))
    // More lines of a text make more divs; no other element comes from it.
    const withoutLines = (html: string) => tagsIn(html).filter((tag) => !/^<\/?(div|s)$/.test(tag))
    expect(withoutLines(message.html)).toEqual(withoutLines(plain.html))
    expect(message.html).not.toMatch(/<[^>]*\son\w+=/i)
    const shown = inertText(text).replace(/\s+/g, ' ').trim()
    expect(readable(message.html)).toContain(shown)
    expect(message.text.replace(/\s+/g, ' ')).toContain(shown)
  }

  test.each(canaryCorpus)('$name', ({ text }) => {
    for (const reader of ['invitee', 'host'] as const) {
      const [typed, plain] = [withText(reader, text), withText(reader, 'plain')]
      expectInert(bookingConfirmed(typed), bookingConfirmed(plain), text)
      expectInert(moved(typed), moved(plain), text)
      expectInert(bookingReminder(typed), bookingReminder(plain), text)
      expectInert(cancelled(typed, 'host', text), cancelled(plain, 'host', 'plain'), text)
    }
  })

  test('and what the invitee typed is not mailed to the address that they typed', () => {
    const text = 'canary words'
    const typed: BookingMail = {
      ...bookingMail,
      notes: text,
      invitee: { ...bookingMail.invitee, name: text },
    }
    for (const { subject, html, text: body } of [
      bookingConfirmed(typed),
      moved(typed),
      bookingReminder(typed),
      cancelled(typed, 'invitee', text),
    ]) {
      expect(`${subject} ${html} ${body}`).not.toContain(text)
    }
  })
})
