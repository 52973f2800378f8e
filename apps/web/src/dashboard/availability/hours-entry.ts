import { formatHours, type TimeFormat } from './format-hours.ts'
import type { MinuteRange } from './minute-range.ts'
import { parseHours } from './parse-hours.ts'

/** One interval as it is being edited: what is typed, and what it means once it means something. */
export type HoursEntry = {
  /** Stays with the field while others come and go. */
  readonly key: string
  readonly text: string
  readonly range: MinuteRange | null
  /** Why the text cannot be saved; set when the field is left, cleared by typing. */
  readonly problem: string | null
}

let keyCount = 0
const nextKey = (): string => {
  keyCount += 1
  return `hours-${keyCount}`
}

export function createHoursEntry(range: MinuteRange, format: TimeFormat): HoursEntry {
  return { key: nextKey(), text: formatHours(range, format), range, problem: null }
}

/** While typing: the meaning follows as soon as there is one, complaints wait. */
export function typeHours(entry: HoursEntry, text: string): HoursEntry {
  const parsed = parseHours(text)
  const [range] = parsed.ok ? parsed.ranges : []
  return { ...entry, text, range: range ?? entry.range, problem: null }
}

/** When the field is left: one entry an interval typed, or the sentence that helps. */
export function commitHours(entry: HoursEntry, format: TimeFormat): readonly HoursEntry[] {
  const parsed = parseHours(entry.text)
  if (!parsed.ok) return [{ ...entry, problem: parsed.message }]
  return parsed.ranges.map((range, index) => ({
    ...createHoursEntry(range, format),
    ...(index === 0 ? { key: entry.key } : {}),
  }))
}

/** Whether the text stands as it is written out, so that there is nothing to commit. */
export const isCommitted = ({ text, range, problem }: HoursEntry, format: TimeFormat): boolean =>
  problem === null && range !== null && text === formatHours(range, format)
