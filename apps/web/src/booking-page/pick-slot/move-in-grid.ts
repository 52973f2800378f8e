import { addDays, addMonths, daysInMonth, monthOfDate, weekdayOf } from '../../lib/month.ts'

export type GridKey = { key: string; shiftKey: boolean }

/** The same day of another month, or its last one where the month is shorter. */
function inMonth(date: string, months: number): string {
  const month = addMonths(monthOfDate(date), months)
  const day = Math.min(Number(date.slice(8)), daysInMonth(month))
  return `${month}-${String(day).padStart(2, '0')}`
}

/**
 * Where a key leads in a grid of dates, by the ARIA pattern: arrows by day and week, Home and End
 * within the week, PageUp and PageDown by month, with Shift by year. Null: not a key of the grid.
 */
export function moveInGrid(
  date: string,
  { key, shiftKey }: GridKey,
  firstWeekday: number,
): string | null {
  const intoWeek = (weekdayOf(date) - firstWeekday + 7) % 7
  switch (key) {
    case 'ArrowLeft':
      return addDays(date, -1)
    case 'ArrowRight':
      return addDays(date, 1)
    case 'ArrowUp':
      return addDays(date, -7)
    case 'ArrowDown':
      return addDays(date, 7)
    case 'Home':
      return addDays(date, -intoWeek)
    case 'End':
      return addDays(date, 6 - intoWeek)
    case 'PageUp':
      return inMonth(date, shiftKey ? -12 : -1)
    case 'PageDown':
      return inMonth(date, shiftKey ? 12 : 1)
    default:
      return null
  }
}
