import { localDate } from '@rendez/core'
import { expect, test } from 'vitest'
import { findDayBounds } from './find-day-bounds.ts'

test.each([
  ['America/New_York', '2027-03-14T12:00:00Z', '2027-03-14T05:00:00Z', '2027-03-15T04:00:00Z'],
  ['America/New_York', '2027-11-07T12:00:00Z', '2027-11-07T04:00:00Z', '2027-11-08T05:00:00Z'],
  ['Asia/Kathmandu', '2027-03-01T18:15:00Z', '2027-03-01T18:15:00Z', '2027-03-02T18:15:00Z'],
  // Clocks went from midnight to one: the day began an hour late.
  ['Africa/Cairo', '2023-04-28T12:00:00Z', '2023-04-27T22:00:00Z', '2023-04-28T21:00:00Z'],
  // 30 December 2011 did not exist: the 29th ended when the 31st began.
  ['Pacific/Apia', '2011-12-30T09:59:00Z', '2011-12-29T10:00:00Z', '2011-12-30T10:00:00Z'],
])('in %s the date of %s runs from %s to %s', (timeZone, instant, start, end) => {
  const bounds = findDayBounds(Date.parse(instant), timeZone)
  expect(bounds).toEqual({ start: new Date(start), end: new Date(end) })

  const date = localDate(Date.parse(instant), timeZone)
  expect(localDate(bounds.start.getTime(), timeZone)).toBe(date)
  expect(localDate(bounds.start.getTime() - 1, timeZone)).not.toBe(date)
  expect(localDate(bounds.end.getTime() - 1, timeZone)).toBe(date)
  expect(localDate(bounds.end.getTime(), timeZone)).not.toBe(date)
})
