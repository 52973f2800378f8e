import { dayMinutes, type MinuteRange } from './minute-range.ts'

export type TimeFormat = '12h' | '24h'

const twoDigits = (value: number) => String(value).padStart(2, '0')

/** A wall-clock time of a day: '09:00' or '9:00 am'. 1440 is '24:00' or '12:00 am'. */
export function formatClock(minutes: number, format: TimeFormat): string {
  const hour = Math.floor(minutes / 60)
  const minute = twoDigits(minutes % 60)
  if (format === '24h') return `${twoDigits(hour)}:${minute}`
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minute} ${hour % 24 < 12 ? 'am' : 'pm'}`
}

/** Hours as the typed field shows them; parseHours reads them back to the same minutes. */
export function formatHours({ start, end }: MinuteRange, format: TimeFormat): string {
  const startText = formatClock(start, format)
  if (end <= dayMinutes) return `${startText} – ${formatClock(end, format)}`
  const endText = formatClock(end - dayMinutes, format)
  // On twelve hours, midnight is the first minute of a day: that of the day after next here.
  const daysLater = end === 2 * dayMinutes && format === '12h' ? 2 : 1
  return `${startText} – ${endText} +${daysLater}`
}
