import { formatHours, type TimeFormat } from './format-hours.ts'
import { createHoursEntry, type HoursEntry } from './hours-entry.ts'
import { dayMinutes, type MinuteRange } from './minute-range.ts'

/** The hours of one day as they are being edited; what was typed stays while the day is off. */
export type DayHours = { readonly on: boolean; readonly entries: readonly HoursEntry[] }

const officeHours: MinuteRange = { start: 9 * 60, end: 17 * 60 }

export const rangesOf = ({ on, entries }: DayHours): readonly MinuteRange[] =>
  on ? entries.flatMap(({ range }) => (range === null ? [] : [range])) : []

export function createDayHours(ranges: readonly MinuteRange[], format: TimeFormat): DayHours {
  const sorted = ranges.toSorted((left, right) => left.start - right.start)
  return {
    on: sorted.length > 0,
    entries: sorted.map((range) => createHoursEntry(range, format)),
  }
}

/** Turns a day on or off; a day that had no hours begins with office hours. */
export function switchDay(day: DayHours, on: boolean, format: TimeFormat): DayHours {
  if (!on || day.entries.length > 0) return { ...day, on }
  return { on, entries: [createHoursEntry(officeHours, format)] }
}

/** An hour's pause after the last interval, then as much of four hours as the day still has. */
export function addInterval(day: DayHours, format: TimeFormat): DayHours {
  const lastEnd = Math.max(0, ...rangesOf(day).map(({ end }) => end))
  if (!day.on || lastEnd === 0) {
    return { on: true, entries: [createHoursEntry(officeHours, format)] }
  }
  const start = lastEnd + 60 < dayMinutes ? lastEnd + 60 : lastEnd
  const end = Math.min(start + 240, dayMinutes)
  if (start >= end) return day
  return { on: true, entries: [...day.entries, createHoursEntry({ start, end }, format)] }
}

export const canAddInterval = (day: DayHours): boolean =>
  day.entries.length < 12 && rangesOf(day).every(({ end }) => end < dayMinutes)

/** The first overlap among the intervals of a day, said in a sentence; null when there is none. */
export function overlapProblem(day: DayHours, format: TimeFormat): string | null {
  const sorted = rangesOf(day).toSorted((left, right) => left.start - right.start)
  for (const [index, range] of sorted.entries()) {
    const next = sorted[index + 1]
    if (next !== undefined && next.start < range.end) {
      return `${formatHours(range, format)} and ${formatHours(next, format)} overlap.`
    }
  }
  return null
}

/** Whether the day says nothing that has to be mended before saving. */
export const isSound = (day: DayHours): boolean =>
  !day.on ||
  (day.entries.every(({ problem, range }) => problem === null && range !== null) &&
    overlapProblem(day, '24h') === null)
