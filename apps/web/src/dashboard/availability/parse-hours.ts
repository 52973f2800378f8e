import { dayMinutes, latestEnd, latestStart, type MinuteRange } from './minute-range.ts'

export type ParsedHours =
  | { readonly ok: true; readonly ranges: readonly MinuteRange[] }
  | { readonly ok: false; readonly message: string }

type ClockTime = { readonly minutes: number; readonly meridiem: 'am' | 'pm' | null }

const hint = 'Write hours such as 9-12:30 or 9am-5pm.'
const refuse = (message: string): ParsedHours => ({ ok: false, message })

/** Brings the ways in which people write hours to one spelling. */
function normalise(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/\bnoon\b|\bmidday\b/g, '12pm')
    .replace(/\bmidnight\b/g, '12am')
    .replace(/\(?(?:\+ ?([12])(?: days?)?|next day)\)?/g, (_, days = '1') => `+${days}`)
    .replace(/until|till|to/g, '-')
    .replace(/([ap])\.?m?\.?(?=[\s,;+-]|$)/g, '$1m')
    .trim()
}

function readClockTime(text: string): ClockTime | null {
  const match = /^(\d{1,2})(?:[:.h]?(\d{2}))?h? ?([ap]m)?$/.exec(text.trim())
  if (match === null) return null
  const [, hourText, minuteText = '0', meridiemText] = match
  const hour = Number(hourText)
  const minute = Number(minuteText)
  const meridiem = meridiemText === 'am' || meridiemText === 'pm' ? meridiemText : null
  if (minute > 59 || hour > 48) return null
  if (meridiem === null) return { minutes: hour * 60 + minute, meridiem }
  if (hour < 1 || hour > 12) return null
  return { minutes: (hour % 12) * 60 + minute + (meridiem === 'pm' ? 720 : 0), meridiem }
}

/** "1-5pm" means the afternoon, "9-5pm" the morning: the reading that begins before the end. */
function placeStart(start: ClockTime, end: ClockTime): number {
  const sharesAfternoon =
    start.meridiem === null && end.meridiem === 'pm' && start.minutes < dayMinutes / 2
  const afternoon = start.minutes + dayMinutes / 2
  return sharesAfternoon && afternoon < end.minutes ? afternoon : start.minutes
}

/** Where an end that is not after its start was meant; null when that cannot be known. */
function placeEnd(start: number, startTime: ClockTime, end: ClockTime): number | null {
  if (end.minutes > start) return end.minutes
  const halfDay = dayMinutes / 2
  if (end.meridiem !== null) return end.minutes + dayMinutes
  if (startTime.meridiem !== null && end.minutes <= halfDay) {
    const later = end.minutes + halfDay
    return later > start ? later : end.minutes + dayMinutes
  }
  // "9-5" is how office hours are said; "18-9" is not.
  const saidOnTwelveHours = start <= halfDay && end.minutes > 0 && end.minutes < halfDay
  if (saidOnTwelveHours && end.minutes + halfDay > start) return end.minutes + halfDay
  return end.minutes === 0 ? dayMinutes : null
}

function readRange(text: string): MinuteRange | string {
  const daysLater = Number(/\+([12])$/.exec(text)?.[1] ?? 0)
  const [startText, endText, ...rest] = text.replace(/\+[12]$/, '').split('-')
  if (startText === undefined || endText === undefined || rest.length > 0) return hint
  const startTime = readClockTime(startText)
  const endTime = readClockTime(endText)
  if (startTime === null || endTime === null) return hint
  const start = placeStart(startTime, endTime)
  const end =
    daysLater === 0 ? placeEnd(start, startTime, endTime) : endTime.minutes + daysLater * dayMinutes
  if (start > latestStart) return 'Hours begin before midnight; they may end after it.'
  if (end === null) {
    return `The end must be after the start. For the night after, write ${writeNight(startText, endTime)}.`
  }
  if (end > latestEnd) return 'Hours can run to the end of the night after (48:00) at most.'
  return { start, end }
}

function writeNight(startText: string, end: ClockTime): string {
  const minutes = end.minutes % 60
  const hours = Math.floor(end.minutes / 60) + 24
  return `${startText.trim()}-${hours}${minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`}`
}

/**
 * Reads hours as people type them: "9-12:30", "9am-5pm", "9-12, 13-17", "22-26" or "10pm-2am" for
 * a night. Answers the ranges in the order typed, or one sentence that says how to write them.
 */
export function parseHours(text: string): ParsedHours {
  const parts = normalise(text)
    .split(/[,;&]|\band\b/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (parts.length === 0) return refuse(hint)
  const ranges: MinuteRange[] = []
  for (const part of parts) {
    const range = readRange(part)
    if (typeof range === 'string') return refuse(range)
    ranges.push(range)
  }
  return { ok: true, ranges }
}
