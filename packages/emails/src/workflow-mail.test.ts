import { canaryCorpus } from '@rendez/icalendar/canary-corpus'
import { expect, test } from 'vitest'
import { bookingMail, hostMail, linksIn, twelveHourMail } from './booking-mail.test-kit.ts'
import type { BookingMail } from './booking-mail.ts'
import { describePlaceholders } from './describe-placeholders.ts'
import { workflowMail } from './workflow-mail.ts'

const tagsIn = (html: string) => [...html.matchAll(/<\/?[a-z0-9]+/gi)].map(([tag]) => tag)

test('what the host wrote stands above the facts, paragraphs and lines kept', () => {
  const text = 'Hello Grace,\nplease read https://docs.example/prep first.\n\nSee you!'
  const message = workflowMail(bookingMail, { subject: 'Before we meet', text })
  expect(message.subject).toBe('Before we meet')
  expect(message.text.indexOf(text)).toBeGreaterThan(-1)
  expect(message.text.indexOf(text)).toBeLessThan(message.text.indexOf('When:'))
  for (const zone of ['18:45 – 19:15 (Asia/Kathmandu)', '15:00 – 15:30 (Europe/Paris)']) {
    expect(message.text).toContain(zone)
    expect(message.html).toContain(zone)
  }
  expect(message.html).toContain('Hello Grace,<br/>please read')
  expect(linksIn(message.html)).toEqual(['https://meet.example/ada', bookingMail.manageUrl])
})

test('of a cancelled meeting the time is struck through, and leads to another one', () => {
  const rebookUrl = 'https://rendez.example/ada/intro'
  const composed = { subject: 'Sorry', text: 'Sorry!', rebookUrl }
  const { html } = workflowMail(bookingMail, composed)
  expect(html.match(/<s>/g)).toHaveLength(2)
  expect(linksIn(html)).toContain(rebookUrl)
  expect(linksIn(html)).not.toContain(bookingMail.manageUrl)
  expect(linksIn(workflowMail(hostMail, composed).html)).toContain(hostMail.manageUrl)
})

test.each(canaryCorpus)('text of the host stays text: $name', ({ text }) => {
  for (const mail of [bookingMail, hostMail]) {
    const typed = workflowMail(mail, { subject: `S ${text}`, text: `T ${text}` })
    const plain = workflowMail(mail, { subject: 'S', text: 'T' })
    const ours = (html: string) => tagsIn(html).filter((tag) => !/^<\/?(p|br)$/.test(tag))
    expect(ours(typed.html)).toEqual(ours(plain.html))
    expect(linksIn(typed.html)).toEqual(linksIn(plain.html))
    expect(typed.subject).not.toMatch(/\p{Cc}/u)
  }
})

test.each(canaryCorpus)('placeholders are short lines without links: $name', ({ text }) => {
  const typed: BookingMail = {
    ...bookingMail,
    host: { ...bookingMail.host, name: text },
    invitee: { ...bookingMail.invitee, name: text },
    meetingTypeName: text,
    location: { kind: 'in_person', address: text },
  }
  const { guest, host, meeting, place, link } = describePlaceholders(typed)
  for (const value of [guest, host, meeting, place]) {
    expect(value).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]|\w:\/\/\S|\w@\w|\w\.[a-z]{2}/iu)
    expect(value.isWellFormed()).toBe(true)
  }
  expect(Array.from(guest).length).toBeLessThanOrEqual(60)
  expect(link).toBe(bookingMail.manageUrl)
})

test('placeholders say the time in both zones, the own one first', () => {
  expect(describePlaceholders(bookingMail)).toMatchObject({
    time: 'Tue 14 Apr, 18:45 (Asia/Kathmandu) / Tue 14 Apr, 15:00 (Europe/Paris)',
    place: 'https://meet.example/ada',
  })
  expect(describePlaceholders(twelveHourMail).time).toMatch(/^Tue 14 Apr, 6:45 PM \(Asia/)
  expect(describePlaceholders(hostMail).time).toMatch(/^Tue 14 Apr, 3:00 PM \(Europe\/Paris\) \//)
})
