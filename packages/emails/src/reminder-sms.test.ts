import { canaryCorpus } from '@rendez/icalendar/canary-corpus'
import { expect, test } from 'vitest'
import { bookingMail, hostMail, twelveHourMail } from './booking-mail.test-kit.ts'
import { reminderSms } from './reminder-sms.ts'

test('says what, with whom, when in both zones, and where to change it', () => {
  expect(reminderSms(bookingMail)).toBe(
    'Reminder: Intro call with Ada Lovelace, Tue 14 Apr, 18:45 (Asia/Kathmandu) / ' +
      'Tue 14 Apr, 15:00 (Europe/Paris). Details and changes: ' +
      bookingMail.manageUrl,
  )
  expect(reminderSms(twelveHourMail)).toContain(
    'Tue 14 Apr, 6:45 PM (Asia/Kathmandu) / Tue 14 Apr, 3:00 PM',
  )
  expect(reminderSms(hostMail)).toContain(
    'Tue 14 Apr, 3:00 PM (Europe/Paris) / Tue 14 Apr, 6:45 PM',
  )
})

test('gives the time once when both share a zone', () => {
  const host = { ...bookingMail.host, timeZone: bookingMail.invitee.timeZone }
  expect(reminderSms({ ...bookingMail, host }).match(/Tue 14 Apr/g)).toHaveLength(1)
})

test.each(canaryCorpus)('is one line with one link, whatever people typed: $name', ({ text }) => {
  const host = { ...bookingMail.host, name: text }
  const sms = reminderSms({ ...bookingMail, host, meetingTypeName: text })
  expect(sms).not.toMatch(/\p{Cc}/u)
  expect(sms.match(/\w:\/\/\S/g)).toHaveLength(1)
  expect(sms.length).toBeLessThan(480)
  const invitee = { ...bookingMail.invitee, name: text }
  expect(reminderSms({ ...bookingMail, invitee })).toBe(reminderSms(bookingMail))
})
