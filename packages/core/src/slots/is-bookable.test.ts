import { describe, expect, test } from 'vitest'
import { at, hours, inputsFor, weekly } from './inputs.test-kit.ts'
import { isBookable } from './is-bookable.ts'
import type { MeetingRules, SchedulingInputs } from './scheduling-inputs.ts'
import type { Reason } from './verdict.ts'

const zone = 'Australia/Adelaide'
// A Tuesday.
const on = (time: string, date = '2026-04-07'): number => at(`${date} ${time}`, zone)

const weekdays = weekly('09:00-12:00 13:00-17:00', [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
])
const schedule = { timeZone: zone, weeklyHours: weekdays }

function reasons(
  start: number,
  rules: Partial<MeetingRules> = {},
  change: Partial<SchedulingInputs> = {},
  dateOverrides: SchedulingInputs['schedule']['dateOverrides'] = [],
): readonly Reason[] {
  const verdict = isBookable(inputsFor({ ...schedule, dateOverrides }, rules, change), start)
  return verdict.bookable ? [] : verdict.reasons
}

test('a free start on the grid is bookable', () => {
  expect(isBookable(inputsFor(schedule), on('09:30'))).toEqual({ bookable: true })
})

describe('lead time', () => {
  test('a start before now is past', () => {
    expect(reasons(on('09:30'), {}, { now: on('09:31') })).toEqual([
      { code: 'past', now: on('09:31') },
    ])
    expect(reasons(on('09:30'), {}, { now: on('09:30') })).toEqual([])
  })

  test('a start within the notice says when the first would be', () => {
    expect(reasons(on('09:30'), { minimumNoticeMinutes: 120 }, { now: on('08:00') })).toEqual([
      { code: 'minimum_notice', earliestStart: on('10:00'), minimumNoticeMinutes: 120 },
    ])
    expect(reasons(on('10:00'), { minimumNoticeMinutes: 120 }, { now: on('08:00') })).toEqual([])
  })
})

describe('the booking window', () => {
  test('tells the date and the bounds', () => {
    const bookingWindow = { kind: 'rolling_days', days: 3 } as const
    const now = on('08:00', '2026-04-03')
    expect(reasons(on('09:30'), { bookingWindow }, { now })).toEqual([
      {
        code: 'outside_booking_window',
        date: '2026-04-07',
        bookingWindow,
        bounds: { firstDate: '2026-04-03', lastDate: '2026-04-06' },
      },
    ])
  })

  test('can lie ahead', () => {
    const startDate = '2026-04-08'
    const bookingWindow = { kind: 'date_range', startDate, endDate: '2026-04-30' } as const
    const [reason] = reasons(on('09:30'), { bookingWindow })
    expect(reason).toMatchObject({
      code: 'outside_booking_window',
      bounds: { firstDate: startDate },
    })
  })
})

describe('open hours', () => {
  test('name the nearest open interval, before or after', () => {
    expect(reasons(on('08:00'))).toEqual([
      {
        code: 'outside_open_hours',
        nearestOpen: { start: on('09:00'), end: on('12:00') },
        overrideDate: null,
      },
    ])
    const [saturday] = reasons(on('08:00', '2026-04-11'))
    expect(saturday).toMatchObject({
      nearestOpen: { start: on('13:00', '2026-04-10'), end: on('17:00', '2026-04-10') },
    })
  })

  test('a meeting that would run past the end is outside, near the window it starts in', () => {
    expect(reasons(on('16:30'), { durationMinutes: 60 })).toEqual([
      {
        code: 'outside_open_hours',
        nearestOpen: { start: on('13:00'), end: on('17:00') },
        overrideDate: null,
      },
    ])
  })

  test('nothing is near when nothing opens for weeks', () => {
    const closed = inputsFor({ timeZone: zone, weeklyHours: weekly('') })
    expect(isBookable(closed, on('09:00'))).toEqual({
      bookable: false,
      reasons: [{ code: 'outside_open_hours', nearestOpen: null, overrideDate: null }],
    })
  })

  test('name the override that closed a time', () => {
    const dateOverrides = [{ date: '2026-04-07', ranges: hours('13:00-17:00') }]
    const [reason] = reasons(on('09:30'), {}, {}, dateOverrides)
    expect(reason).toMatchObject({ code: 'outside_open_hours', overrideDate: '2026-04-07' })
  })

  test('do not blame an override for a time that is closed anyway', () => {
    const dateOverrides = [{ date: '2026-04-07', ranges: [] }]
    const [reason] = reasons(on('20:00'), {}, {}, dateOverrides)
    expect(reason).toMatchObject({ code: 'outside_open_hours', overrideDate: null })
  })

  test('blame the override of the day before for a night that it closed', () => {
    const nights = { timeZone: zone, weeklyHours: weekly('22:00-26:00') }
    const dateOverrides = [
      { date: '2026-04-07', ranges: hours('10:00-11:00') },
      { date: '2026-04-06', ranges: [] },
    ]
    expect(isBookable(inputsFor({ ...nights, dateOverrides }), on('01:00'))).toMatchObject({
      reasons: [{ code: 'outside_open_hours', overrideDate: '2026-04-06' }],
    })
  })
})

describe('the grid', () => {
  test('names its starts on both sides', () => {
    expect(reasons(on('09:40'))).toEqual([
      { code: 'off_grid', previousStart: on('09:30'), nextStart: on('10:00') },
    ])
  })

  test('names only starts at which the meeting fits', () => {
    expect(reasons(on('11:10'), { durationMinutes: 45 })).toEqual([
      { code: 'off_grid', previousStart: on('11:00'), nextStart: on('13:00') },
    ])
  })

  test('has nothing to name when no meeting ever fits', () => {
    expect(
      reasons(on('09:40'), { durationMinutes: 600 }).find((r) => r.code === 'off_grid'),
    ).toEqual({ code: 'off_grid', previousStart: null, nextStart: null })
  })

  test('a start between two milliseconds is off it', () => {
    expect(reasons(on('09:30') + 0.5).map(({ code }) => code)).toEqual(['off_grid'])
  })
})

describe('busy time', () => {
  const meeting = { start: on('10:30'), end: on('11:00') }
  const lunch = { start: on('09:00'), end: on('09:45') }

  test('names every interval met, by start', () => {
    const around = { bufferBeforeMinutes: 30, bufferAfterMinutes: 45 }
    expect(reasons(on('10:00'), around, { busy: [meeting, lunch] })).toEqual([
      { code: 'busy', intervals: [lunch, meeting] },
    ])
  })

  test('that touches the buffers is not met', () => {
    const around = { bufferBeforeMinutes: 15, bufferAfterMinutes: 0 }
    expect(reasons(on('10:00'), around, { busy: [meeting, lunch] })).toEqual([])
  })
})

test('the daily limit names date, limit and count', () => {
  const bookedStarts = [on('09:00'), on('16:30'), on('09:00', '2026-04-08')]
  expect(reasons(on('09:30'), { maxBookingsPerDay: 2 }, { bookedStarts })).toEqual([
    { code: 'daily_limit', date: '2026-04-07', limit: 2, booked: 2 },
  ])
})

test('every reason is told, not the first', () => {
  const codes = reasons(
    on('16:40'),
    {
      durationMinutes: 60,
      minimumNoticeMinutes: 60,
      bookingWindow: { kind: 'date_range', startDate: '2026-05-01', endDate: '2026-05-02' },
      maxBookingsPerDay: 0,
    },
    { now: on('17:00'), busy: [{ start: on('16:00'), end: on('17:00') }] },
  ).map(({ code }) => code)
  expect(codes).toEqual([
    'past',
    'minimum_notice',
    'outside_booking_window',
    'daily_limit',
    'outside_open_hours',
    'off_grid',
    'busy',
  ])
})

test('inputs that make no sense are refused here too', () => {
  expect(() => reasons(on('09:30'), { stepMinutes: 0 })).toThrow(RangeError)
  expect(() => reasons(Number.NaN)).toThrow(RangeError)
})
