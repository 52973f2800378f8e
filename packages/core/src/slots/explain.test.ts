import { expect, test } from 'vitest'
import { explain } from './explain.ts'
import { at } from './inputs.test-kit.ts'
import type { Reason } from './verdict.ts'

const zone = 'Asia/Kathmandu'
const on = (time: string): number => at(`2026-04-07 ${time}`, zone)
const bookingWindow = { kind: 'rolling_days', days: 3 } as const

test.each<[string, Reason]>([
  ['This time has passed.', { code: 'past', now: 0 }],
  [
    'It needs 120 minutes of notice: not before 2026-04-07 10:00.',
    { code: 'minimum_notice', earliestStart: on('10:00'), minimumNoticeMinutes: 120 },
  ],
  [
    '2026-04-07 is outside the booking window: from 2026-04-01 until 2026-04-04.',
    {
      code: 'outside_booking_window',
      date: '2026-04-07',
      bookingWindow,
      bounds: { firstDate: '2026-04-01', lastDate: '2026-04-04' },
    },
  ],
  [
    'The override of 2026-04-07 closes this time.',
    { code: 'outside_open_hours', nearestOpen: null, overrideDate: '2026-04-07' },
  ],
  [
    'Outside open hours; the nearest are 2026-04-07 09:00 to 2026-04-07 17:00.',
    {
      code: 'outside_open_hours',
      nearestOpen: { start: on('09:00'), end: on('17:00') },
      overrideDate: null,
    },
  ],
  [
    'No open hours are near this time.',
    { code: 'outside_open_hours', nearestOpen: null, overrideDate: null },
  ],
  [
    'Not a start of the grid; beside it are 2026-04-07 09:00 and 2026-04-07 09:30.',
    { code: 'off_grid', previousStart: on('09:00'), nextStart: on('09:30') },
  ],
  [
    'Not a start of the grid; beside it are none.',
    { code: 'off_grid', previousStart: null, nextStart: null },
  ],
  [
    'It would meet busy time, buffers included: 2026-04-07 09:00 to 2026-04-07 09:30.',
    { code: 'busy', intervals: [{ start: on('09:00'), end: on('09:30') }] },
  ],
  [
    '2026-04-07 has 3 of at most 3 bookings.',
    { code: 'daily_limit', date: '2026-04-07', limit: 3, booked: 3 },
  ],
])('%s', (sentence, reason) => {
  expect(explain(reason, zone)).toBe(sentence)
})
