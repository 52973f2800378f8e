import { expect, test } from 'vitest'
import { at, hours, weekly } from '../slots/inputs.test-kit.ts'
import { dateOf } from '../zones/epoch-day.ts'
import { bookingBounds } from './booking-bounds.ts'
import type { BookingWindow } from './booking-window.ts'
import type { Schedule } from './schedule.ts'

const zone = 'Pacific/Kiritimati'
const weekdays = weekly('09:00-17:00', ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'])
const workweek: Schedule = { timeZone: zone, weeklyHours: weekdays, dateOverrides: [] }

// A Tuesday, and still Monday in UTC.
const now = at('2026-04-07 08:00', zone)

const boundsOf = (bookingWindow: BookingWindow, schedule = workweek): string[] => {
  const { first, last } = bookingBounds(bookingWindow, schedule, now)
  return [dateOf(first), dateOf(last)]
}

test('rolling days count from today in the zone of the schedule', () => {
  expect(boundsOf({ kind: 'rolling_days', days: 0 })).toEqual(['2026-04-07', '2026-04-07'])
  expect(boundsOf({ kind: 'rolling_days', days: 30 })).toEqual(['2026-04-07', '2026-05-07'])
})

test('working days count the dates after today on which hours start', () => {
  expect(boundsOf({ kind: 'working_days', days: 0 })).toEqual(['2026-04-07', '2026-04-07'])
  expect(boundsOf({ kind: 'working_days', days: 3 })).toEqual(['2026-04-07', '2026-04-10'])
  expect(boundsOf({ kind: 'working_days', days: 4 })).toEqual(['2026-04-07', '2026-04-13'])
})

test('an override makes a working day of a Saturday and none of a Friday', () => {
  const dateOverrides = [
    { date: '2026-04-10', ranges: [] },
    { date: '2026-04-11', ranges: hours('10:00-12:00') },
  ]
  const bounds = boundsOf({ kind: 'working_days', days: 3 }, { ...workweek, dateOverrides })
  expect(bounds).toEqual(['2026-04-07', '2026-04-11'])
})

test('working days of one day a week reach as far as they must', () => {
  const fridays = { ...workweek, weeklyHours: weekly('09:00-12:00', ['friday']) }
  const bounds = boundsOf({ kind: 'working_days', days: 260 }, fridays)
  expect(bounds).toEqual(['2026-04-07', '2031-03-28'])
})

test('the search for working days ends when no hours ever start', () => {
  const closed = { ...workweek, weeklyHours: weekly('') }
  const bounds = boundsOf({ kind: 'working_days', days: 5 }, closed)
  expect(bounds).toEqual(['2026-04-07', '2027-05-13'])
})

test('a date range is taken as it stands', () => {
  const range = { startDate: '2026-05-01', endDate: '2026-05-02' }
  expect(boundsOf({ kind: 'date_range', ...range })).toEqual(['2026-05-01', '2026-05-02'])
})

test('an open window has no bounds', () => {
  expect(bookingBounds({ kind: 'open' }, workweek, now)).toEqual({
    first: Number.NEGATIVE_INFINITY,
    last: Number.POSITIVE_INFINITY,
  })
})
