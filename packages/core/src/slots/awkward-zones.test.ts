import { describe, expect, test } from 'vitest'
import { generateSlots } from './generate-slots.ts'
import { groupByDate } from './group-by-date.ts'
import { at, clock, DAY, dayOf, hours, inputsFor, MINUTE, weekly } from './inputs.test-kit.ts'

/** What is offered on a date, an hour apart unless told, as readings with their offsets. */
function readings(timeZone: string, date: string, ranges: string, stepMinutes = 60): string[] {
  const schedule = { timeZone, weeklyHours: weekly(ranges) }
  const inputs = inputsFor(schedule, { stepMinutes, durationMinutes: stepMinutes })
  return generateSlots(inputs, dayOf(date, timeZone)).map((start) => clock(start, timeZone))
}

describe('zones that are not whole hours from UTC', () => {
  test('a host in Kathmandu starts on the hour there, a quarter before or after it elsewhere', () => {
    const schedule = { timeZone: 'Asia/Kathmandu', weeklyHours: weekly('09:00-11:00') }
    const slots = generateSlots(
      inputsFor(schedule, { stepMinutes: 60, durationMinutes: 60 }),
      dayOf('2026-04-07', 'Asia/Kathmandu'),
    )
    expect(slots).toEqual([Date.UTC(2026, 3, 7, 3, 15), Date.UTC(2026, 3, 7, 4, 15)])
    expect(slots.map((start) => clock(start, 'Europe/London'))).toEqual([
      '04:15+01:00',
      '05:15+01:00',
    ])
  })

  test('a host in Chatham is a quarter before the hour in Auckland', () => {
    expect(readings('Pacific/Chatham', '2026-04-04', '09:00-10:00')).toEqual(['09:00+13:45'])
    expect(at('2026-04-04 09:00', 'Pacific/Chatham')).toBe(
      at('2026-04-04 08:15', 'Pacific/Auckland'),
    )
  })

  test('slots group by the date of the invitee, not of the host', () => {
    const schedule = { timeZone: 'America/St_Johns', weeklyHours: weekly('09:00-21:00') }
    const slots = generateSlots(
      inputsFor(schedule, { stepMinutes: 60, durationMinutes: 60 }),
      dayOf('2026-01-15', 'America/St_Johns'),
    )
    const groups = groupByDate(slots, 'Asia/Kathmandu')
    expect([...groups].map(([date, starts]) => [date, starts.length])).toEqual([
      ['2026-01-15', 6],
      ['2026-01-16', 6],
    ])
  })
})

describe('New York', () => {
  test('the hour that clocks skip in spring offers nothing twice and nothing that is not there', () => {
    expect(readings('America/New_York', '2026-03-08', '00:00-05:00')).toEqual([
      '00:00-05:00',
      '01:00-05:00',
      '03:00-04:00',
      '04:00-04:00',
    ])
  })

  test('a window that starts in the skipped hour starts an hour later', () => {
    expect(readings('America/New_York', '2026-03-08', '02:15-05:00', 30)).toEqual([
      '03:15-04:00',
      '03:45-04:00',
      '04:15-04:00',
    ])
  })

  test('a window inside the skipped hour is moved by it, and vanishes where its end is not', () => {
    expect(readings('America/New_York', '2026-03-08', '02:00-02:30', 30)).toEqual(['03:00-04:00'])
    expect(readings('America/New_York', '2026-03-08', '02:00-03:00', 30)).toEqual([])
  })

  test('windows that the change pushes into each other are one', () => {
    const pushed = readings('America/New_York', '2026-03-08', '01:10-02:30 03:20-04:00', 30)
    expect(pushed).toEqual(['01:10-05:00', '01:40-05:00', '03:10-04:00'])
  })

  test('a window over the repeated hour really is an hour longer', () => {
    expect(readings('America/New_York', '2026-11-01', '00:00-03:00')).toEqual([
      '00:00-04:00',
      '01:00-04:00',
      '01:00-05:00',
      '02:00-05:00',
    ])
  })

  test('a repeated reading means its first occurrence, as a start and as an end', () => {
    expect(readings('America/New_York', '2026-11-01', '01:30-03:00', 30)).toEqual([
      '01:30-04:00',
      '01:00-05:00',
      '01:30-05:00',
      '02:00-05:00',
      '02:30-05:00',
    ])
    expect(readings('America/New_York', '2026-11-01', '00:00-01:30', 30)).toEqual([
      '00:00-04:00',
      '00:30-04:00',
      '01:00-04:00',
    ])
  })

  test('wall-clock hours stay wall-clock hours over both changes', () => {
    const schedule = { timeZone: 'America/New_York', weeklyHours: weekly('09:00-10:00') }
    const slots = generateSlots(inputsFor(schedule, { stepMinutes: 60, durationMinutes: 60 }), {
      start: Date.UTC(2026, 0, 1, 12),
      end: Date.UTC(2027, 0, 1, 12),
    })
    expect(slots).toHaveLength(365)
    expect(new Set(slots.map((start) => clock(start, 'America/New_York')))).toEqual(
      new Set(['09:00-05:00', '09:00-04:00']),
    )
  })
})

describe('Lord Howe changes by half an hour', () => {
  test('forward: the day has 47 half hours', () => {
    expect(readings('Australia/Lord_Howe', '2026-10-04', '00:00-24:00', 30)).toHaveLength(47)
    expect(readings('Australia/Lord_Howe', '2026-10-04', '01:00-04:00')).toEqual([
      '01:00+10:30',
      '02:30+11:00',
    ])
  })

  test('back: the day has 49', () => {
    expect(readings('Australia/Lord_Howe', '2026-04-05', '00:00-24:00', 30)).toHaveLength(49)
    expect(readings('Australia/Lord_Howe', '2026-04-05', '01:00-03:00', 30)).toEqual([
      '01:00+11:00',
      '01:30+11:00',
      '01:30+10:30',
      '02:00+10:30',
      '02:30+10:30',
    ])
  })
})

test('Casablanca changes around Ramadan, not around the solstices', () => {
  // In 2025 Ramadan began on the first of March; clocks went back on 23 February.
  expect(readings('Africa/Casablanca', '2025-02-22', '09:00-10:00')).toEqual(['09:00+01:00'])
  expect(readings('Africa/Casablanca', '2025-02-23', '02:00-04:00')).toEqual([
    '02:00+01:00',
    '02:00+00:00',
    '03:00+00:00',
  ])
  expect(readings('Africa/Casablanca', '2025-03-15', '09:00-10:00')).toEqual(['09:00+00:00'])
  expect(readings('Africa/Casablanca', '2025-04-06', '01:00-04:00')).toEqual([
    '01:00+00:00',
    '03:00+01:00',
  ])
})

describe('Santiago changes at midnight', () => {
  test('a day that begins at one has 23 hours, and hours from midnight begin at one', () => {
    expect(readings('America/Santiago', '2025-09-07', '00:00-24:00')).toHaveLength(23)
    expect(readings('America/Santiago', '2025-09-07', '00:00-03:00')).toEqual([
      '01:00-03:00',
      '02:00-03:00',
    ])
  })

  test('the Saturday of autumn has its last hour twice', () => {
    expect(readings('America/Santiago', '2025-04-05', '00:00-24:00')).toHaveLength(25)
    expect(readings('America/Santiago', '2025-04-05', '22:00-24:00')).toEqual([
      '22:00-03:00',
      '23:00-03:00',
      '23:00-04:00',
    ])
  })
})

describe('St John’s changed at one minute past midnight until 2011', () => {
  const zone = 'America/St_Johns'

  test('a date that is interrupted by the one before counts as one date', () => {
    // On 7 November 2010 at 00:01 clocks went back to 23:01 on the 6th.
    const inputs = inputsFor(
      { timeZone: zone, weeklyHours: weekly('00:00-24:00') },
      { stepMinutes: 1, durationMinutes: 1, maxBookingsPerDay: 1 },
      { bookedStarts: [at('2010-11-07 00:00', zone)] },
    )
    const start = at('2010-11-06 22:00', zone)
    const groups = groupByDate(generateSlots(inputs, { start, end: start + DAY / 4 }), zone)
    expect([...groups].map(([date, starts]) => [date, starts.length])).toEqual([
      ['2010-11-06', 120 + 59],
    ])
  })

  test('a booking window ends with the date although the date comes twice', () => {
    const bookingWindow = {
      kind: 'date_range',
      startDate: '2010-11-01',
      endDate: '2010-11-06',
    } as const
    const schedule = { timeZone: zone, weeklyHours: weekly('00:00-24:00') }
    const inputs = inputsFor(schedule, { stepMinutes: 1, durationMinutes: 1, bookingWindow })
    const start = at('2010-11-06 23:59', zone)
    const slots = generateSlots(inputs, { start, end: start + DAY })
    expect(slots.map((slot) => clock(slot, zone)).slice(0, 3)).toEqual([
      '23:59-02:30',
      '23:01-03:30',
      '23:02-03:30',
    ])
    expect(clock(slots.at(-1) ?? 0, zone)).toBe('23:59-03:30')
    expect(slots).toHaveLength(1 + 59)
  })

  test('the hours of a date go on while clocks show the evening before', () => {
    const dateOverrides = [{ date: '2010-11-07', ranges: hours('00:00-02:00') }]
    const schedule = { timeZone: zone, weeklyHours: weekly(''), dateOverrides }
    const inputs = inputsFor(schedule, { durationMinutes: 5 })
    const midnight = at('2010-11-07 00:00', zone)
    const range = { start: midnight + 20 * MINUTE, end: midnight + 40 * MINUTE }
    expect(generateSlots(inputs, range).map((slot) => clock(slot, zone))).toEqual(['23:30-03:30'])
  })
})

test('where a gap swallows midnight, the hours of the evening may start after those of the morning', () => {
  // In Toronto clocks went from 23:30 on 30 March 1919 to 00:30 on the 31st.
  const zone = 'America/Toronto'
  const dateOverrides = [
    { date: '1919-03-30', ranges: hours('23:45-26:00') },
    { date: '1919-03-31', ranges: hours('00:30-03:00') },
  ]
  const inputs = inputsFor(
    { timeZone: zone, weeklyHours: weekly(''), dateOverrides },
    {},
    { now: Date.UTC(1919, 0, 1) },
  )
  const slots = generateSlots(inputs, dayOf('1919-03-31', zone))
  expect(slots.map((slot) => clock(slot, zone).slice(0, 5))).toEqual([
    '00:30',
    '00:45',
    '01:15',
    '01:45',
    '02:00',
    '02:30',
  ])
})

describe('Apia had no 30 December 2011', () => {
  const zone = 'Pacific/Apia'
  const around = { start: Date.UTC(2011, 11, 28), end: Date.UTC(2012, 0, 1, 12) }
  const datesOf = (inputs: Parameters<typeof generateSlots>[0]) =>
    [...groupByDate(generateSlots(inputs, around), zone)].map(([date, s]) => [date, s.length])

  test('the hours of the missing Friday are not those of the Saturday', () => {
    const schedule = { timeZone: zone, weeklyHours: weekly('09:00-11:00', ['thursday', 'friday']) }
    expect(datesOf(inputsFor(schedule))).toEqual([['2011-12-29', 4]])
  })

  test('nor is an override for it', () => {
    const dateOverrides = [{ date: '2011-12-30', ranges: hours('09:00-12:00') }]
    const weeklyHours = weekly('09:00-10:00')
    expect(datesOf(inputsFor({ timeZone: zone, weeklyHours, dateOverrides }))).toEqual([
      ['2011-12-28', 2],
      ['2011-12-29', 2],
      ['2011-12-31', 2],
      ['2012-01-01', 2],
    ])
  })

  test('a night of the Thursday goes on, on the Saturday', () => {
    const schedule = { timeZone: zone, weeklyHours: weekly('22:00-26:00', ['thursday']) }
    expect(datesOf(inputsFor(schedule))).toEqual([
      ['2011-12-29', 4],
      ['2011-12-31', 4],
    ])
  })

  test('however short the range that is asked for', () => {
    const dateOverrides = [{ date: '2011-12-29', ranges: hours('22:00-26:00') }]
    const inputs = inputsFor({ timeZone: zone, weeklyHours: weekly(''), dateOverrides })
    const range = { start: at('2011-12-31 01:00', zone), end: at('2011-12-31 02:00', zone) }
    expect(generateSlots(inputs, range)).toEqual([range.start, range.start + 30 * MINUTE])
  })

  test('the missing date counts as a rolling day, not as a working day', () => {
    const schedule = { timeZone: zone, weeklyHours: weekly('09:00-10:00') }
    const now = at('2011-12-29 06:00', zone)
    const until = (kind: 'rolling_days' | 'working_days') =>
      datesOf(inputsFor(schedule, { bookingWindow: { kind, days: 1 } }, { now })).map(
        ([date]) => date,
      )
    expect(until('rolling_days')).toEqual(['2011-12-29'])
    expect(until('working_days')).toEqual(['2011-12-29', '2011-12-31'])
  })
})
