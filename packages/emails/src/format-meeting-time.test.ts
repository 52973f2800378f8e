import { expect, test } from 'vitest'
import { formatMeetingTime, formatShortTime } from './format-meeting-time.ts'

const start = '2026-04-14T13:00:00Z'
const end = '2026-04-14T13:30:00Z'

test('names the day in full, both times and the zone', () => {
  expect(formatMeetingTime(start, end, 'Europe/Paris', '24h')).toBe(
    'Tuesday, 14 April 2026, 15:00 – 15:30 (Europe/Paris)',
  )
  expect(formatMeetingTime(start, end, 'Asia/Kathmandu', '12h')).toBe(
    'Tuesday, 14 April 2026, 6:45 PM – 7:15 PM (Asia/Kathmandu)',
  )
})

test('midnight and noon are told apart on both clocks', () => {
  const midnight = '2026-04-14T00:00:00Z'
  const noon = '2026-04-14T12:00:00Z'
  expect(formatMeetingTime(midnight, noon, 'UTC', '24h')).toBe(
    'Tuesday, 14 April 2026, 00:00 – 12:00 (UTC)',
  )
  expect(formatMeetingTime(midnight, noon, 'UTC', '12h')).toBe(
    'Tuesday, 14 April 2026, 12:00 AM – 12:00 PM (UTC)',
  )
})

test('gives both dates when the meeting runs past midnight', () => {
  expect(formatMeetingTime(start, end, 'Asia/Tokyo', '24h')).toContain('22:00 – 22:30')
  expect(
    formatMeetingTime('2026-12-31T22:30:00Z', '2026-12-31T23:15:00Z', 'Europe/Paris', '24h'),
  ).toBe('Thursday, 31 December 2026, 23:30 – Friday, 1 January 2027, 00:15 (Europe/Paris)')
})

test('the short form fits a subject', () => {
  expect(formatShortTime(start, 'Europe/Paris', '24h')).toBe('Tue 14 Apr, 15:00')
  expect(formatShortTime(start, 'America/New_York', '12h')).toBe('Tue 14 Apr, 9:00 AM')
})
