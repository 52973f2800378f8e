import { describe, expect, test } from 'vitest'
import { generateSlots } from './generate-slots.ts'
import { at, clock, dayOf, HOUR, hours, inputsFor, MINUTE, weekly } from './inputs.test-kit.ts'
import type { MeetingRules, SchedulingInputs } from './scheduling-inputs.ts'

const zone = 'Asia/Kathmandu'
const date = '2026-04-07'
const on = (time: string): number => at(`${date} ${time}`, zone)

/** The readings of the clocks at the starts offered on the date. */
function offered(
  ranges: string,
  rules: Partial<MeetingRules> = {},
  change: Partial<SchedulingInputs> = {},
): string[] {
  const inputs = inputsFor({ timeZone: zone, weeklyHours: weekly(ranges) }, rules, change)
  return generateSlots(inputs, dayOf(date, zone)).map((start) => clock(start, zone).slice(0, 5))
}

describe('the grid', () => {
  test('counts from the start of each window, by the step', () => {
    expect(offered('09:10-10:40 13:00-14:00')).toEqual([
      '09:10',
      '09:40',
      '10:10',
      '13:00',
      '13:30',
    ])
  })

  test('has a step of its own, longer or shorter than the meeting', () => {
    expect(offered('09:00-11:00', { stepMinutes: 15, durationMinutes: 60 })).toEqual([
      '09:00',
      '09:15',
      '09:30',
      '09:45',
      '10:00',
    ])
    expect(offered('09:00-11:00', { stepMinutes: 50, durationMinutes: 20 })).toEqual([
      '09:00',
      '09:50',
      '10:40',
    ])
  })

  test('does not move when busy time or now cuts into it', () => {
    const busy = [{ start: on('09:10'), end: on('09:50') }]
    expect(offered('09:00-11:00', {}, { busy })).toEqual(['10:00', '10:30'])
    expect(offered('09:00-11:00', {}, { now: on('09:10') })).toEqual(['09:30', '10:00', '10:30'])
  })

  test('of windows of one date that touch or overlap is one grid', () => {
    expect(offered('09:00-10:15 10:15-11:00')).toEqual(['09:00', '09:30', '10:00', '10:30'])
    expect(offered('10:10-11:00 09:00-10:20')).toEqual(['09:00', '09:30', '10:00', '10:30'])
  })

  test('starts anew at the windows of the next date, in the middle of open time', () => {
    const rules = { stepMinutes: 45, durationMinutes: 45 }
    // 22:00 + 45 minutes x 3 would be 00:15, but from midnight on the day's own window governs.
    expect(offered('00:00-02:00 22:00-24:00', rules)).toEqual([
      '00:00',
      '00:45',
      '22:00',
      '22:45',
      '23:30',
    ])
  })

  test('goes back to the longer window when a later one inside it ends', () => {
    const weeklyHours = {
      ...weekly('', []),
      monday: hours('22:00-36:00'),
      tuesday: hours('09:10-10:00'),
    }
    const inputs = inputsFor({ timeZone: zone, weeklyHours })
    const range = { start: on('08:00'), end: on('12:00') }
    expect(generateSlots(inputs, range).map((start) => clock(start, zone).slice(0, 5))).toEqual([
      '08:00',
      '08:30',
      '09:00',
      '09:10',
      '09:40',
      '10:00',
      '10:30',
      '11:00',
      '11:30',
    ])
  })
})

describe('open hours', () => {
  test('a meeting fits from the first minute to the last', () => {
    expect(offered('09:00-10:00', { durationMinutes: 60 })).toEqual(['09:00'])
    expect(offered('09:00-09:59', { durationMinutes: 60 })).toEqual([])
  })

  test('a meeting may reach over midnight where both days are open', () => {
    expect(offered('00:00-01:00 22:00-24:00', { durationMinutes: 60 }).slice(-2)).toEqual([
      '23:00',
      '23:30',
    ])
    expect(offered('22:00-24:00', { durationMinutes: 60 }).at(-1)).toBe('23:00')
  })

  test('a meeting of days fits where no hour is closed', () => {
    const always = inputsFor(
      { timeZone: zone, weeklyHours: weekly('00:00-24:00') },
      { durationMinutes: 5 * 24 * 60, stepMinutes: 24 * 60 },
    )
    expect(generateSlots(always, dayOf(date, zone))).toEqual([on('00:00')])
    const dateOverrides = [{ date: '2026-04-11', ranges: hours('00:00-23:59') }]
    const schedule = { ...always.schedule, dateOverrides }
    expect(generateSlots({ ...always, schedule }, dayOf(date, zone))).toEqual([])
  })

  test('hours past midnight belong to the date on which they start', () => {
    const weeklyHours = weekly('22:00-26:00', ['monday'])
    const slots = generateSlots(inputsFor({ timeZone: zone, weeklyHours }), {
      start: at('2026-04-06 00:00', zone),
      end: at('2026-04-13 00:00', zone),
    })
    expect(slots).toHaveLength(8)
    expect(slots.at(-1)).toBe(on('01:30'))
  })

  test('an override replaces the hours that start on its date, and those alone', () => {
    const weeklyHours = weekly('22:00-26:00')
    const dateOverrides = [{ date, ranges: hours('10:00-11:00') }]
    const inputs = inputsFor({ timeZone: zone, weeklyHours, dateOverrides })
    const readings = generateSlots(inputs, dayOf(date, zone)).map((start) => clock(start, zone))
    expect(readings.map((reading) => reading.slice(0, 5))).toEqual([
      '00:00',
      '00:30',
      '01:00',
      '01:30',
      '10:00',
      '10:30',
    ])
  })

  test('of two overrides of one date the last one counts', () => {
    const dateOverrides = [
      { date, ranges: hours('09:00-10:00') },
      { date, ranges: hours('11:00-11:30') },
    ]
    const inputs = inputsFor({ timeZone: zone, weeklyHours: weekly(''), dateOverrides })
    expect(generateSlots(inputs, dayOf(date, zone))).toEqual([on('11:00')])
  })

  test('an override without hours closes the date', () => {
    const dateOverrides = [{ date, ranges: [] }]
    const inputs = inputsFor({ timeZone: zone, weeklyHours: weekly('09:00-17:00'), dateOverrides })
    expect(generateSlots(inputs, dayOf(date, zone))).toEqual([])
  })
})

describe('busy time', () => {
  const busy = [{ start: on('10:00'), end: on('10:30') }]

  test('that only touches a meeting leaves it offered', () => {
    expect(offered('09:00-12:00', {}, { busy })).toEqual([
      '09:00',
      '09:30',
      '10:30',
      '11:00',
      '11:30',
    ])
  })

  test('keeps its distance by the buffers of the meeting', () => {
    const buffers = { bufferBeforeMinutes: 15, bufferAfterMinutes: 30 }
    expect(offered('09:00-12:00', buffers, { busy })).toEqual(['09:00', '11:00', '11:30'])
  })

  test('does not care that buffers run outside open hours', () => {
    const buffers = { bufferBeforeMinutes: 60, bufferAfterMinutes: 60 }
    expect(offered('09:00-10:00', buffers)).toEqual(['09:00', '09:30'])
    const early = [{ start: on('08:00'), end: on('08:15') }]
    expect(offered('09:00-10:00', buffers, { busy: early })).toEqual(['09:30'])
  })

  test('may come in any order, nested, doubled and empty', () => {
    const messy = [
      { start: on('11:00'), end: on('11:05') },
      { start: on('09:00'), end: on('10:30') },
      { start: on('09:30'), end: on('09:40') },
      { start: on('09:00'), end: on('10:30') },
      { start: on('10:45'), end: on('10:45') },
    ]
    expect(offered('09:00-12:00', {}, { busy: messy })).toEqual(['10:30', '11:30'])
  })

  test('without an end closes everything after it', () => {
    const endless = [{ start: on('10:00'), end: Number.POSITIVE_INFINITY }]
    expect(offered('09:00-12:00', {}, { busy: endless })).toEqual(['09:00', '09:30'])
  })
})

describe('notice, window and limit', () => {
  test('a start exactly at the end of the notice is offered', () => {
    const now = on('08:00')
    expect(offered('09:00-10:30', { minimumNoticeMinutes: 90 }, { now })).toEqual([
      '09:30',
      '10:00',
    ])
  })

  test('the booking window goes by dates of the schedule, to their end', () => {
    const bookingWindow = { kind: 'rolling_days', days: 1 } as const
    const yesterday = { now: at('2026-04-06 23:59', zone) }
    expect(offered('00:00-01:00 23:30-24:00', { bookingWindow }, yesterday)).toEqual([
      '00:00',
      '00:30',
      '23:30',
    ])
    expect(
      offered('09:00-10:00', { bookingWindow }, { now: at('2026-04-05 12:00', zone) }),
    ).toEqual([])
  })

  test('a date with as many bookings as allowed offers nothing more', () => {
    const bookedStarts = [on('00:00'), at('2026-04-07 23:59', zone)]
    expect(offered('09:00-10:00', { maxBookingsPerDay: 2 }, { bookedStarts })).toEqual([])
    expect(offered('09:00-10:00', { maxBookingsPerDay: 3 }, { bookedStarts })).toHaveLength(2)
    const dayBefore = [on('00:00') - 1, on('00:00') - MINUTE]
    expect(
      offered('09:00-10:00', { maxBookingsPerDay: 2 }, { bookedStarts: dayBefore }),
    ).toHaveLength(2)
  })
})

describe('the range', () => {
  const inputs = inputsFor({ timeZone: zone, weeklyHours: weekly('09:00-17:00') })

  test('is half-open and speaks of starts', () => {
    expect(generateSlots(inputs, { start: on('10:00'), end: on('11:00') })).toEqual([
      on('10:00'),
      on('10:30'),
    ])
    expect(generateSlots(inputs, { start: on('10:00') + 1, end: on('10:30') + 1 })).toEqual([
      on('10:30'),
    ])
  })

  test('may be empty, turned round or far away', () => {
    expect(generateSlots(inputs, { start: on('10:00'), end: on('10:00') })).toEqual([])
    expect(generateSlots(inputs, { start: on('11:00'), end: on('10:00') })).toEqual([])
    const late = at('2199-12-31 10:00', zone)
    expect(generateSlots(inputs, { start: late, end: late + HOUR })).toHaveLength(2)
  })

  test('may be endless when the booking window ends', () => {
    const bookingWindow = { kind: 'rolling_days', days: 1 } as const
    const ending = inputsFor(inputs.schedule, { bookingWindow }, { now: on('16:00') })
    const forever = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY }
    expect(generateSlots(ending, forever)).toHaveLength(2 + 16)
    expect(() => generateSlots(inputs, forever)).toThrow(RangeError)
  })
})
