import { addDays, daysInMonth, weekdayOf } from '../../lib/month.ts'

/** A place in the grid: `date` is null where a week reaches into another month. */
export type GridCell = { weekday: number; date: string | null }

/** The cells of a month ('YYYY-MM') in weeks; weekdays are 1 (Monday) to 7 (Sunday). */
export function monthWeeks(month: string, firstWeekday: number): GridCell[][] {
  const blanks = (weekdayOf(`${month}-01`) - firstWeekday + 7) % 7
  const days = daysInMonth(month)
  const weeks = Math.ceil((blanks + days) / 7)
  return Array.from({ length: weeks }, (_, week) =>
    weekdaysFrom(firstWeekday).map((weekday, index) => {
      const day = week * 7 + index - blanks
      return { weekday, date: day >= 0 && day < days ? addDays(`${month}-01`, day) : null }
    }),
  )
}

/** The seven weekdays in the order in which a week shows them. */
export function weekdaysFrom(firstWeekday: number): number[] {
  return [0, 1, 2, 3, 4, 5, 6].map((index) => ((firstWeekday - 1 + index) % 7) + 1)
}
