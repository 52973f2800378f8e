import { describe, expect, test } from 'vitest'
import { generateSlots } from './generate-slots.ts'
import { at, dayOf, hours, inputsFor, weekly } from './inputs.test-kit.ts'
import type { MeetingRules, SchedulingInputs } from './scheduling-inputs.ts'

const zone = 'Asia/Kathmandu'
const date = '2026-04-07'
const on = (time: string): number => at(`${date} ${time}`, zone)

describe('inputs that no form would have let through', () => {
  const schedule = { timeZone: zone, weeklyHours: weekly('09:00-17:00') }
  const attempt =
    (rules: Partial<MeetingRules>, change: Partial<SchedulingInputs> = {}) =>
    () =>
      generateSlots(inputsFor(schedule, rules, change), dayOf(date, zone))

  test.each<[string, Partial<MeetingRules>]>([
    ['a step of nothing', { stepMinutes: 0 }],
    ['a step backwards', { stepMinutes: -30 }],
    ['a step that is no number', { stepMinutes: Number.NaN }],
    ['no duration', { durationMinutes: 0 }],
    ['an endless duration', { durationMinutes: Number.POSITIVE_INFINITY }],
    ['a negative buffer', { bufferAfterMinutes: -5 }],
    ['negative notice', { minimumNoticeMinutes: -1 }],
    ['a negative limit', { maxBookingsPerDay: -1 }],
    ['a window that ends before today', { bookingWindow: { kind: 'rolling_days', days: -1 } }],
    [
      'a window of dates that do not exist',
      { bookingWindow: { kind: 'date_range', startDate: '2026-02-30', endDate: '2026-03-01' } },
    ],
  ])('%s is refused', (_, rules) => {
    expect(attempt(rules)).toThrow(RangeError)
  })

  test('busy time turned round is refused: it must not vanish', () => {
    expect(attempt({}, { busy: [{ start: on('11:00'), end: on('10:00') }] })).toThrow(RangeError)
    expect(attempt({}, { busy: [{ start: Number.NaN, end: on('10:00') }] })).toThrow(RangeError)
  })

  test('a now that is no instant is refused', () => {
    expect(attempt({}, { now: Number.NaN })).toThrow(RangeError)
  })

  test('bad hours and unknown zones are refused', () => {
    const bad = (change: object) => () =>
      generateSlots(inputsFor({ ...schedule, ...change }), dayOf(date, zone))
    expect(bad({ weeklyHours: weekly('17:00-09:00') })).toThrow(RangeError)
    expect(bad({ dateOverrides: [{ date, ranges: hours('17:00-09:00') }] })).toThrow(RangeError)
    expect(bad({ timeZone: 'Mars/Olympus' })).toThrow(RangeError)
  })
})
