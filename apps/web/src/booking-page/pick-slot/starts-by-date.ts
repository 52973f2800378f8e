import { groupByDate } from '@rendez/core'
import { monthOfDate } from '../../lib/month.ts'
import type { MonthSlots } from '../page-model.ts'

/** A month as the visitor's zone sees it. Dates are 'YYYY-MM-DD', starts epoch milliseconds. */
export type MonthOfStarts = {
  /** Only dates that have a start, in order. */
  startsByDate: ReadonlyMap<string, number[]>
  firstDate: string | null
  /** The first start after the month, known when the month has none. */
  nextStart: number | null
}

/** Sorts a month's starts into the dates of a zone. */
export function startsByDate(slots: MonthSlots, month: string, timeZone: string): MonthOfStarts {
  const groups = [...groupByDate(slots.starts, timeZone)]
  const inMonth = groups.filter(([date]) => monthOfDate(date) === month)
  const after = groups.find(([date]) => monthOfDate(date) > month)
  return {
    startsByDate: new Map(inMonth),
    firstDate: inMonth[0]?.[0] ?? null,
    nextStart: inMonth.length > 0 ? null : (after?.[1][0] ?? slots.nextStart),
  }
}
