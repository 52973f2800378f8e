import { addDays, daysInMonth, weekdayOf } from '../../lib/month.ts'

/** The dates of a month in rows of seven, null where a row reaches into another month. */
export function monthWeeks(month: string, firstWeekday: number): (string | null)[][] {
  const first = `${month}-01`
  const blanks = (weekdayOf(first) - firstWeekday + 7) % 7
  const dates = Array.from({ length: daysInMonth(month) }, (_, index) => addDays(first, index))
  const cells = [...Array<null>(blanks).fill(null), ...dates]
  while (cells.length % 7 > 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}
