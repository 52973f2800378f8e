import type { Booking } from '@rendez/contract'
import { expect, test } from 'vitest'
import { groupByDay } from './group-by-day.ts'

const booking = (startTime: string): Booking => ({
  id: startTime,
  status: 'confirmed',
  startTime,
  endTime: startTime,
  version: 1,
  host: { username: 'amara', displayName: 'Amara', bio: '', timeZone: 'Asia/Kathmandu' },
  meetingType: { id: '1', name: 'Intro', slug: 'intro', durationMinutes: 30, color: '#2b50d4' },
  location: { kind: 'phone', phoneNumber: '1' },
  inviteeName: 'Lin',
  inviteeEmail: 'lin@example.com',
  inviteePhone: null,
  inviteeTimeZone: 'America/St_Johns',
  notes: '',
  cancellation: null,
  changeable: true,
  createdAt: startTime,
})

test('groups by the date of the host, not of UTC, and names the days around today', () => {
  const bookings = [
    '2026-11-25T18:00:00Z',
    // In Kathmandu (+5:45) these are on the 26th and the 27th.
    '2026-11-25T18:30:00Z',
    '2026-11-26T18:14:00Z',
    '2026-11-26T18:15:00Z',
    '2026-12-03T06:00:00Z',
    '2027-01-04T06:00:00Z',
  ].map(booking)
  const now = Date.parse('2026-11-26T06:00:00Z')
  const days = groupByDay(bookings, { now, timeZone: 'Asia/Kathmandu', locale: 'en-GB' })
  expect(
    days.map(({ date, heading, dateText, bookings }) => [date, heading, dateText, bookings.length]),
  ).toEqual([
    ['2026-11-25', 'Yesterday', 'Wednesday 25 November', 1],
    ['2026-11-26', 'Today', 'Thursday 26 November', 2],
    ['2026-11-27', 'Tomorrow', 'Friday 27 November', 1],
    ['2026-12-03', 'Thursday 3 December', null, 1],
    ['2027-01-04', 'Monday, 4 January 2027', null, 1],
  ])
})
