import { describe, expect, test } from 'vitest'
import {
  formatDate,
  formatDay,
  formatMonth,
  formatShortDate,
  formatTime,
  formatTimeRange,
  formatWeekday,
  usualTimeFormat,
} from './format-time.ts'

const noon = Date.parse('2026-04-14T12:00:00Z')
const kathmandu = { locale: 'en-GB', timeZone: 'Asia/Kathmandu', timeFormat: '24h' } as const
const newYork = { locale: 'en-US', timeZone: 'America/New_York', timeFormat: '12h' } as const

describe('format-time', () => {
  test('a time of day is read in the zone and on the clock of the reader', () => {
    expect(formatTime(noon, kathmandu)).toBe('17:45')
    expect(formatTime(noon, newYork)).toBe('8:00 AM')
    expect(formatTime(noon, { ...newYork, timeFormat: '24h' })).toBe('08:00')
  })

  test('midnight is 12 on the one clock and 00 on the other', () => {
    const midnight = Date.parse('2026-04-14T04:00:00Z')
    expect(formatTime(midnight, newYork)).toBe('12:00 AM')
    expect(formatTime(midnight, { ...newYork, timeFormat: '24h' })).toBe('00:00')
  })

  test('a range says its end, also when it crosses midnight', () => {
    expect(formatTimeRange(noon, noon + 1_800_000, newYork)).toBe('8:00 – 8:30 AM')
    const late = Date.parse('2026-04-14T17:45:00Z')
    expect(formatTimeRange(late, late + 3_600_000, kathmandu)).toBe('23:30 – 00:30')
  })

  test('a time that the clocks show twice says which of the two it is', () => {
    const [first, second] = [Date.parse('2027-11-07T05:30Z'), Date.parse('2027-11-07T06:30Z')]
    expect(formatTime(first, newYork)).toBe('1:30 AM EDT')
    expect(formatTime(second, newYork)).toBe('1:30 AM EST')
    expect(formatTime(first, { ...kathmandu, timeZone: 'America/New_York' })).toBe('01:30 GMT-4')
    expect(formatTimeRange(first, second, newYork)).toBe('1:30 AM EDT – 1:30 AM EST')
    expect(formatTimeRange(second, second + 1_800_000, newYork)).toBe('1:30 AM EST – 2:00 AM')
  })

  test('days, dates and months are in the locale, Gregorian, with plain figures and spaces', () => {
    expect(formatDay(noon, kathmandu)).toBe('Tuesday, 14 April 2026')
    expect(formatDate('2026-04-14', 'de-DE')).toBe('Dienstag, 14. April')
    expect(formatShortDate('2026-04-14', 'en-US')).toBe('Tue, Apr 14')
    expect(formatMonth('2026-04', 'fr-FR')).toBe('avril 2026')
    expect(formatMonth('2026-04', 'th-TH')).toContain('2026')
    expect(formatMonth('2026-04', 'ar-EG')).toContain('2026')
    expect(formatTime(noon, { ...newYork, locale: 'fa-IR', timeFormat: '24h' })).toBe('08:00')
    expect(formatTime(noon, newYork)).not.toMatch(/[\u00a0\u2009\u202f]/)
  })

  test('weekdays count from Monday', () => {
    expect(formatWeekday(1, 'en-GB', 'long')).toBe('Monday')
    expect(formatWeekday(7, 'en-GB', 'short')).toBe('Sun')
  })

  test('the usual clock follows the locale', () => {
    expect(usualTimeFormat('en-US')).toBe('12h')
    expect(usualTimeFormat('en-GB')).toBe('24h')
    expect(usualTimeFormat('hi-IN')).toBe('12h')
    expect(usualTimeFormat('de-DE')).toBe('24h')
  })
})
