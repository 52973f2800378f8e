import { localDate } from '@rendez/core'
import { monthOfDate } from '../../lib/month.ts'
import type { OpenedMonth } from '../page-model.ts'
import { loadMonth } from './load-month.ts'
import type { Visit } from './read-visit.ts'
import type { SlotSource } from './slot-source.ts'

/** A month ('YYYY-MM') with its slots and what the visitor wants of it. */
export async function openMonth(
  source: SlotSource,
  { view, date, start }: Visit,
  month: string,
): Promise<OpenedMonth> {
  const slots = await loadMonth(source, month)
  const isGone = start !== null && !slots.starts.includes(start)
  return {
    month,
    slots,
    date: start === null ? date : localDate(start, view.timeZone),
    start: isGone ? null : start,
    goneStart: isGone ? start : null,
  }
}

/** The month that the visitor asks for; null when they leave it to us. */
export function askedMonth({ start, date, month, view }: Visit): string | null {
  if (start !== null) return monthOfDate(localDate(start, view.timeZone))
  return date === null ? month : monthOfDate(date)
}
