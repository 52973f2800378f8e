import type { DateOverride, TimeRange, Weekday, WeeklyHours } from '@rendez/core'
import { createDayHours, type DayHours, isSound, rangesOf } from './day-hours.ts'
import type { WeekRanges } from './drag-hours.ts'
import type { TimeFormat } from './format-hours.ts'
import { type MinuteRange, toMinuteRange, toTimeRange } from './minute-range.ts'
import { eachWeekday, weekdaysFrom } from './weekdays.ts'

/** Other hours on one date; a day that is off is a date without any. */
export type OverrideDraft = { readonly date: string; readonly hours: DayHours }

/** A schedule as it is being edited. */
export type ScheduleDraft = {
  readonly name: string
  readonly timeZone: string
  readonly week: Readonly<Record<Weekday, DayHours>>
  /** Sorted by date. */
  readonly overrides: readonly OverrideDraft[]
}

/** What of a schedule is edited here. */
export type ScheduleFields = {
  readonly name: string
  readonly timeZone: string
  readonly weeklyHours: WeeklyHours
  readonly dateOverrides: readonly DateOverride[]
}

const readRanges = (ranges: readonly TimeRange[], format: TimeFormat) =>
  createDayHours(ranges.map(toMinuteRange), format)

const byStart = (left: MinuteRange, right: MinuteRange) => left.start - right.start
const writeRanges = (day: DayHours) => rangesOf(day).toSorted(byStart).map(toTimeRange)

export function createScheduleDraft(fields: ScheduleFields, format: TimeFormat): ScheduleDraft {
  return {
    name: fields.name,
    timeZone: fields.timeZone,
    week: eachWeekday((weekday) => readRanges(fields.weeklyHours[weekday], format)),
    overrides: fields.dateOverrides
      .map(({ date, ranges }) => ({ date, hours: readRanges(ranges, format) }))
      .toSorted((left, right) => (left.date < right.date ? -1 : 1)),
  }
}

/** The draft as it would be saved. */
export function readScheduleDraft(draft: ScheduleDraft) {
  return {
    name: draft.name.trim(),
    timeZone: draft.timeZone,
    weeklyHours: eachWeekday((weekday) => writeRanges(draft.week[weekday])),
    dateOverrides: draft.overrides.map(({ date, hours }) => ({ date, ranges: writeRanges(hours) })),
  }
}

/** Whether saving the draft would change anything, text that means nothing yet included. */
export function isScheduleChanged(draft: ScheduleDraft, saved: ScheduleDraft): boolean {
  const written = (schedule: ScheduleDraft) => JSON.stringify(readScheduleDraft(schedule))
  return written(draft) !== written(saved) || !isScheduleSound(draft)
}

/** Whether every day of the draft can be saved. */
export function isScheduleSound({ week, overrides }: ScheduleDraft): boolean {
  const days = weekdaysFrom('monday').map((weekday) => week[weekday])
  return [...days, ...overrides.map(({ hours }) => hours)].every(isSound)
}

export function setDay(draft: ScheduleDraft, weekday: Weekday, day: DayHours): ScheduleDraft {
  return { ...draft, week: { ...draft.week, [weekday]: day } }
}

/** Gives other days the hours of `from`; each gets fields of its own. */
export function copyDay(
  draft: ScheduleDraft,
  from: Weekday,
  to: readonly Weekday[],
  format: TimeFormat,
): ScheduleDraft {
  const ranges = rangesOf(draft.week[from])
  return {
    ...draft,
    week: eachWeekday((weekday) =>
      to.includes(weekday) ? createDayHours(ranges, format) : draft.week[weekday],
    ),
  }
}

/** Takes over hours that were drawn; days that stay as they were keep their fields. */
export function setWeekRanges(
  draft: ScheduleDraft,
  ranges: WeekRanges,
  format: TimeFormat,
): ScheduleDraft {
  const isSame = (weekday: Weekday) =>
    JSON.stringify(rangesOf(draft.week[weekday])) === JSON.stringify(ranges[weekday])
  return {
    ...draft,
    week: eachWeekday((weekday) =>
      isSame(weekday) ? draft.week[weekday] : createDayHours(ranges[weekday], format),
    ),
  }
}

/** Sets or, with null, removes what one date has instead of its weekly hours. */
export function setOverride(
  draft: ScheduleDraft,
  date: string,
  hours: DayHours | null,
): ScheduleDraft {
  const others = draft.overrides.filter((override) => override.date !== date)
  if (hours === null) return { ...draft, overrides: others }
  const overrides = [...others, { date, hours }]
  return {
    ...draft,
    overrides: overrides.toSorted((left, right) => (left.date < right.date ? -1 : 1)),
  }
}
