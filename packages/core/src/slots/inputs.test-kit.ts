import type { Schedule, TimeRange, WeeklyHours } from '../availability/schedule.ts'
import { Temporal } from '../temporal.ts'
import type { MeetingRules, SchedulingInputs } from './scheduling-inputs.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** '09:00-12:30 14:00-17:00' as ranges. */
export function hours(text: string): TimeRange[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map((range) => {
      const [start = '', end = ''] = range.split('-')
      return { start, end }
    })
}

/** The same hours on every day of the week, or on the ones named. */
export function weekly(text: string, only?: readonly (keyof WeeklyHours)[]): WeeklyHours {
  const on = (weekday: keyof WeeklyHours): TimeRange[] =>
    only === undefined || only.includes(weekday) ? hours(text) : []
  return {
    monday: on('monday'),
    tuesday: on('tuesday'),
    wednesday: on('wednesday'),
    thursday: on('thursday'),
    friday: on('friday'),
    saturday: on('saturday'),
    sunday: on('sunday'),
  }
}

export const openRules: MeetingRules = {
  durationMinutes: 30,
  stepMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 0,
  bookingWindow: { kind: 'open' },
  maxBookingsPerDay: null,
}

/** Inputs that offer everything in `schedule` from the first instant of 1971, but for `change`. */
export function inputsFor(
  schedule: Pick<Schedule, 'timeZone' | 'weeklyHours'> & Partial<Schedule>,
  rules: Partial<MeetingRules> = {},
  change: Partial<SchedulingInputs> = {},
): SchedulingInputs {
  return {
    schedule: { dateOverrides: [], ...schedule },
    rules: { ...openRules, ...rules },
    busy: [],
    bookedStarts: [],
    now: Date.UTC(1971, 0, 1),
    ...change,
  }
}

/** The instant of 'YYYY-MM-DD HH:MM' on the clocks of a zone, the first one of a repeated time. */
export function at(text: string, timeZone: string): number {
  return Temporal.PlainDateTime.from(text.replace(' ', 'T')).toZonedDateTime(timeZone)
    .epochMilliseconds
}

/** The whole of a date, however long it is. */
export function dayOf(date: string, timeZone: string): { start: number; end: number } {
  const day = Temporal.PlainDate.from(date)
  return {
    start: day.toZonedDateTime(timeZone).epochMilliseconds,
    end: day.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds,
  }
}

/** 'HH:MM+HH:MM', the reading of the clocks and their offset, which tells repeated times apart. */
export function clock(instant: number, timeZone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone)
  return `${local.toPlainTime().toString({ smallestUnit: 'minute' })}${local.offset}`
}
