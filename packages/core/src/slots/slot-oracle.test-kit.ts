import type { Weekday } from '../availability/schedule.ts'
import { Temporal } from '../temporal.ts'
import type { SchedulingInputs } from './scheduling-inputs.ts'
import type { Reason } from './verdict.ts'

// Written apart from the engine and slow on purpose: it asks Temporal about every date and decides
// minute by minute. It shares no code with what it checks. Open windows begin on whole minutes.

const MINUTE = 60_000
const WEEKDAYS: Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
]

type PlainDate = ReturnType<typeof Temporal.PlainDate.from>
type Window = { from: number; to: number }

const minutesOf = (text: string): number => {
  const [hours = Number.NaN, minutes = Number.NaN] = text.split(':').map(Number)
  return hours * 60 + minutes
}

/** Which minutes after the date's midnight its hours open, by the clock on the wall. */
function wallMinutes({ schedule }: SchedulingInputs, date: PlainDate): boolean[] {
  const minutes = Array.from({ length: 2 * 24 * 60 }, () => false)
  const weekday = WEEKDAYS[date.dayOfWeek - 1] ?? 'monday'
  const override = schedule.dateOverrides.find((candidate) => candidate.date === date.toString())
  for (const range of override?.ranges ?? schedule.weeklyHours[weekday]) {
    minutes.fill(true, minutesOf(range.start), minutesOf(range.end))
  }
  return minutes
}

function joinWindows(windows: Window[]): Window[] {
  for (const one of windows) {
    const other = windows.find((w) => w !== one && w.from <= one.to && one.from <= w.to)
    if (other === undefined) continue
    const both = { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) }
    return joinWindows([...windows.filter((w) => w !== one && w !== other), both])
  }
  return windows
}

function windowsStartingOn(inputs: SchedulingInputs, date: PlainDate): Window[] {
  const { timeZone } = inputs.schedule
  if (!date.toZonedDateTime(timeZone).toPlainDate().equals(date)) return []
  const instantAt = (minute: number): number =>
    date
      .toPlainDateTime()
      .add({ minutes: minute })
      .toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds
  const minutes = wallMinutes(inputs, date)
  const windows: Window[] = []
  for (let minute = 0; minute < minutes.length; minute += 1) {
    if (!minutes[minute] || minutes[minute - 1]) continue
    let end = minute
    while (minutes[end]) end += 1
    windows.push({ from: instantAt(minute), to: instantAt(end) })
  }
  return joinWindows(windows.filter(({ from, to }) => from < to))
}

function lastWorkingDate(inputs: SchedulingInputs, today: PlainDate, days: number): PlainDate {
  let date = today
  let left = days
  for (let looked = 0; left > 0 && looked < days * 7 + 366; looked += 1) {
    date = date.add({ days: 1 })
    if (windowsStartingOn(inputs, date).length > 0) left -= 1
  }
  return date
}

function bookableDates(inputs: SchedulingInputs, today: PlainDate): (date: PlainDate) => boolean {
  const window = inputs.rules.bookingWindow
  const between = (first: PlainDate, last: PlainDate) => (date: PlainDate) =>
    Temporal.PlainDate.compare(first, date) <= 0 && Temporal.PlainDate.compare(date, last) <= 0
  switch (window.kind) {
    case 'open':
      return () => true
    case 'rolling_days':
      return between(today, today.add({ days: window.days }))
    case 'working_days':
      return between(today, lastWorkingDate(inputs, today, window.days))
    case 'date_range':
      return between(
        Temporal.PlainDate.from(window.startDate),
        Temporal.PlainDate.from(window.endDate),
      )
  }
}

/** For each open minute the start of the window that governs it: the latest one. */
function governors(inputs: SchedulingInputs, first: PlainDate, last: PlainDate) {
  const windows: Window[] = []
  for (let date = first; !date.equals(last); date = date.add({ days: 1 })) {
    windows.push(...windowsStartingOn(inputs, date))
  }
  const governorOf = new Map<number, number>()
  for (const { from, to } of windows) {
    for (let minute = from; minute < to; minute += MINUTE) {
      governorOf.set(minute, Math.max(from, governorOf.get(minute) ?? from))
    }
  }
  return governorOf
}

type Tests = Record<Reason['code'], (start: number) => boolean>

function someMinute(from: number, to: number, test: (minute: number) => boolean): boolean {
  for (let minute = from; minute < to; minute += MINUTE) if (test(minute)) return true
  return false
}

function reasonTests(inputs: SchedulingInputs, range: { start: number; end: number }): Tests {
  const { rules, now, busy, schedule, bookedStarts } = inputs
  const dateAt = (instant: number): PlainDate =>
    Temporal.Instant.fromEpochMilliseconds(instant)
      .toZonedDateTimeISO(schedule.timeZone)
      .toPlainDate()
  const first = dateAt(range.start).subtract({ days: 4 })
  const governorOf = governors(inputs, first, dateAt(range.end).add({ days: 4 }))
  const isBookableDate = bookableDates(inputs, dateAt(now))
  const bookedDates = bookedStarts.map(dateAt)
  const duration = rules.durationMinutes * MINUTE
  const before = rules.bufferBeforeMinutes * MINUTE
  const after = rules.bufferAfterMinutes * MINUTE
  const notice = rules.minimumNoticeMinutes * MINUTE
  const limit = rules.maxBookingsPerDay
  const isTaken = (minute: number): boolean =>
    busy.some((b) => b.start < b.end && b.start < minute + MINUTE && minute < b.end)
  return {
    off_grid: (start) =>
      (start - (governorOf.get(start) ?? start)) % (rules.stepMinutes * MINUTE) !== 0,
    outside_open_hours: (start) =>
      someMinute(start, start + duration, (minute) => !governorOf.has(minute)),
    past: (start) => start < now,
    minimum_notice: (start) => notice > 0 && start - now < notice,
    outside_booking_window: (start) => !isBookableDate(dateAt(start)),
    daily_limit: (start) =>
      limit !== null && bookedDates.filter((date) => date.equals(dateAt(start))).length >= limit,
    busy: (start) => someMinute(start - before, start + duration + after, isTaken),
  }
}

/** Decides about starts on whole minutes of `range`. */
export function slotOracle(inputs: SchedulingInputs, range: { start: number; end: number }) {
  const tests = Object.entries(reasonTests(inputs, range))
  return {
    offers: (start: number): boolean => tests.every(([, test]) => !test(start)),
    /** The code of every reason against a start, in alphabetical order. */
    reasons: (start: number): string[] =>
      tests
        .filter(([, test]) => test(start))
        .map(([code]) => code)
        .sort(),
  }
}
