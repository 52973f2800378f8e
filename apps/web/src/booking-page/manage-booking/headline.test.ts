import type { Booking } from '@rendez/contract'
import { expect, test } from 'vitest'
import { headlineOf } from './headline.ts'

const booking: Booking = {
  id: '0190b0a0-0000-7000-8000-000000000000',
  status: 'confirmed',
  startTime: '2027-03-01T09:00:00Z',
  endTime: '2027-03-01T09:30:00Z',
  version: 1,
  host: { username: 'grace', displayName: 'Grace Hopper', bio: '', timeZone: 'UTC' },
  meetingType: { id: 'id', name: 'Intro', slug: 'intro', durationMinutes: 30, color: '#2563eb' },
  location: { kind: 'phone', phoneNumber: '+1 555 0100' },
  inviteeName: 'Ada Lovelace',
  inviteeEmail: 'ada@example.com',
  inviteePhone: null,
  inviteeTimeZone: 'UTC',
  notes: '',
  cancellation: null,
  changeable: true,
  createdAt: '2027-02-01T08:00:00Z',
}
const cancelled: Booking = {
  ...booking,
  status: 'cancelled',
  changeable: false,
  cancellation: { by: 'host', reason: '' },
}

test('the page says what was just done, and to whom the mail goes', () => {
  expect(headlineOf(booking, 'booked')).toEqual({
    mood: 'good',
    title: 'You are booked',
    text: 'The invitation is on its way to ada@example.com.',
  })
  expect(headlineOf(booking, 'moved').text).toContain('new invitation')
  expect(headlineOf(cancelled, 'cancelled').text).toContain('ada@example.com')
})

test('later it says how the booking stands', () => {
  expect(headlineOf(booking, null).title).toBe('Your meeting')
  expect(headlineOf({ ...booking, changeable: false }, null).title).toBe('This meeting has begun')
  expect(headlineOf(cancelled, null).text).toBe('Grace Hopper cancelled this meeting.')
})
