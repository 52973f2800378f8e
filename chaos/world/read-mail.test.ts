import { expect, test } from 'vitest'
import { readMail } from './read-mail.ts'

const calendar = [
  'BEGIN:VCALENDAR',
  'METHOD:REQUEST',
  'BEGIN:VEVENT',
  'UID:01a1f95c-09d5-7535-92ea-863cb7a6f8bc@rendez.exa',
  ' mple',
  'SEQUENCE:2',
  'DTSTART:20270301T091500Z',
  'END:VEVENT',
].join('\r\n')

const mail = (encoding: string, body: string) =>
  [
    'Message-ID: <abc@example.com>',
    'Content-Type: multipart/alternative; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Hello',
    '--b',
    'Content-Type: text/calendar; charset=utf-8; method=REQUEST',
    `Content-Transfer-Encoding: ${encoding}`,
    '',
    body,
    '--b--',
    '',
  ].join('\r\n')

test.each([
  ['7bit', calendar],
  ['base64', Buffer.from(calendar).toString('base64')],
  ['quoted-printable', calendar.replace('METHOD', '=4DETH=\r\nOD')],
])('a mail tells by its invitation what it is about, in %s', (encoding, body) => {
  expect(readMail(mail(encoding, body))).toEqual({
    messageId: 'abc@example.com',
    bookingId: '01a1f95c-09d5-7535-92ea-863cb7a6f8bc',
    rule: null,
    inviteeName: null,
    version: 2,
    method: 'REQUEST',
    startTime: Date.parse('2027-03-01T09:15:00Z'),
  })
})

test('a mail without an invitation is about no booking', () => {
  expect(readMail('Message-ID: <x@y>\r\n\r\nHello')).toMatchObject({ bookingId: null, version: -1 })
})

test('a reminder is told by its subject', () => {
  const reminder = `Subject: Reminder: 5 minutes with host-1\r\n${mail('7bit', calendar)}`
  expect(readMail(reminder)).toMatchObject({ rule: 'reminder', version: 2 })
})

test('what a host made up tells its rule, its booking and its time in words', () => {
  const words = [
    'Subject: Rule booked-0',
    'Message-ID: <abc@example.com>',
    'Content-Type: multipart/alternative; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'For Guest 7-12, see http://rendez.example/booking/01a1f95c#token=',
    '--of--them',
    '',
    'When:',
    '  Monday, 1 March 2027, 15:00 =E2=80=93 15:30 (Asia/Kathmandu)',
    '',
    'For your host:',
    '  Monday, 1 March 2027, 09:15 =E2=80=93 09:45 (UTC)',
    '--b--',
  ]
  expect(readMail(words.join('\r\n'))).toEqual({
    messageId: 'abc@example.com',
    rule: 'booked-0',
    bookingId: '01a1f95c',
    version: -1,
    method: '',
    startTime: Date.parse('2027-03-01T09:15:00Z'),
    inviteeName: 'Guest 7-12',
  })
})
