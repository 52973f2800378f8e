import { describe, expect, test, vi } from 'vitest'
import { Temporal } from '../temporal.ts'
import { type Change, clockChangesOf } from '../zones/clock-changes.test-kit.ts'
import { generateSlots } from './generate-slots.ts'
import { DAY, dayOf, HOUR, inputsFor, MINUTE, weekly } from './inputs.test-kit.ts'
import { isBookable } from './is-bookable.ts'
import type { SchedulingInputs } from './scheduling-inputs.ts'

// Much to compute: on a busy machine that takes a while.
vi.setConfig({ testTimeout: 120_000 })

// The expectations follow from the instant of a change and its jump alone: no conversion of the
// engine's, nor of Temporal's, stands behind them.

const STEP = 5 * MINUTE
const rules = { stepMinutes: 5, durationMinutes: 5 }

const changesByZone = Intl.supportedValuesOf('timeZone')
  .map((timeZone) => {
    const changes = clockChangesOf(timeZone, Date.UTC(2024, 0, 1), Date.UTC(2031, 0, 1))
    return { timeZone, changes }
  })
  .filter(({ changes }) => changes.length > 0)

const local = (instant: number, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone)

/** The reading of the clocks at the moment of change, had they not changed. */
const readingAt = ({ instant }: Change, timeZone: string) =>
  local(instant - 1, timeZone)
    .toPlainDateTime()
    .add({ milliseconds: 1 })

const twoDigits = (count: number): string => String(count).padStart(2, '0')

/** Open from `from` to `to`, milliseconds from the reading at the change, and at no other time. */
function openAround(change: Change, timeZone: string, from: number, to: number): SchedulingInputs {
  const reading = readingAt(change, timeZone)
  const first = reading.add({ milliseconds: from })
  const date = first.toPlainDate()
  const minute = first.hour * 60 + first.minute
  const clockTime = (minutes: number): string =>
    `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`
  const range = { start: clockTime(minute), end: clockTime(minute + (to - from) / MINUTE) }
  const dateOverrides = [{ date: date.toString(), ranges: [range] }]
  return inputsFor({ timeZone, weeklyHours: weekly(''), dateOverrides }, rules)
}

/** The starts offered in the days around, milliseconds from the change. */
function offeredAround(change: Change, inputs: SchedulingInputs): number[] {
  const { instant } = change
  const slots = generateSlots(inputs, { start: instant - 3 * DAY, end: instant + 3 * DAY })
  for (const start of [...slots.slice(0, 2), ...slots.slice(-2)]) {
    expect(isBookable(inputs, start)).toEqual({ bookable: true })
  }
  return slots.map((start) => start - instant)
}

const every = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, (to - from) / STEP) }, (_, index) => from + index * STEP)

test('there are more than forty zones whose clocks change from 2024 to 2030', () => {
  expect(changesByZone.length).toBeGreaterThanOrEqual(40)
})

describe.each(changesByZone)('$timeZone', ({ timeZone, changes }) => {
  test('a day has as many slots as it is long', () => {
    const inputs = inputsFor({ timeZone, weeklyHours: weekly('00:00-24:00') }, rules)
    const dates = new Set(
      changes.flatMap(({ instant }) =>
        [instant - 1, instant, instant + DAY].map((t) =>
          local(t, timeZone).toPlainDate().toString(),
        ),
      ),
    )
    for (const date of dates) {
      const day = dayOf(date, timeZone)
      expect(generateSlots(inputs, day)).toEqual(every(day.start, day.end))
    }
  })

  test('hours around a change are as much longer or shorter as clocks jump', () => {
    for (const change of changes) {
      const { jump } = change
      const inputs = openAround(change, timeZone, -3 * HOUR, 3 * HOUR)
      expect(offeredAround(change, inputs)).toEqual(every(-3 * HOUR, 3 * HOUR - jump))
    }
  })

  test('hours that touch skipped readings move forward, those that end before they start vanish', () => {
    for (const change of changes.filter(({ jump }) => jump > 0)) {
      const { jump } = change
      const offered = (from: number, to: number) =>
        offeredAround(change, openAround(change, timeZone, from, to))
      expect(offered(jump / 2, jump + HOUR)).toEqual(every(jump / 2, HOUR))
      expect(offered(-HOUR, jump / 2)).toEqual(every(-HOUR, jump / 2))
      expect(offered(0, jump / 2)).toEqual(every(0, jump / 2))
      expect(offered(0, jump)).toEqual([])
      expect(offered(jump / 2, jump)).toEqual([])
      expect(offered(jump, jump + HOUR)).toEqual(every(0, HOUR))
    }
  })

  test('repeated readings count the first time', () => {
    for (const change of changes.filter(({ jump }) => jump < 0)) {
      const back = -change.jump
      const offered = (from: number, to: number) =>
        offeredAround(change, openAround(change, timeZone, from, to))
      expect(offered(-back, 0)).toEqual(every(-back, back))
      expect(offered(-back / 2, HOUR)).toEqual(every(-back / 2, HOUR + back))
      expect(offered(-back - HOUR, -back / 2)).toEqual(every(-back - HOUR, -back / 2))
      expect(offered(0, HOUR)).toEqual(every(back, back + HOUR))
    }
  })

  test('office hours begin and end by the clock on the wall on the days around', () => {
    const inputs = inputsFor({ timeZone, weeklyHours: weekly('09:00-17:00') }, rules)
    for (const { instant } of changes) {
      for (const shift of [-2, -1, 0, 1, 2]) {
        const date = local(instant + shift * DAY, timeZone).toPlainDate()
        const slots = generateSlots(inputs, dayOf(date.toString(), timeZone))
        const first = local(slots[0] ?? Number.NaN, timeZone)
        const end = local((slots.at(-1) ?? Number.NaN) + STEP, timeZone)
        expect([first.toPlainDateTime(), end.toPlainDateTime()].map(String)).toEqual([
          `${date}T09:00:00`,
          `${date}T17:00:00`,
        ])
      }
    }
  })
})
