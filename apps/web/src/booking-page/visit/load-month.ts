import { addMonths } from '../../lib/month.ts'
import type { MonthSlots } from '../page-model.ts'
import type { OfferedSlot, SlotSource } from './slot-source.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
// No zone is a whole day from UTC: with a day to spare, the month is whole in any zone.
const SPARE = 24 * HOUR
// The clocks furthest behind UTC reach the first of the month this much later.
const LATEST_BEGIN = 12 * HOUR

const startOf = (month: string) => Date.parse(`${month}-01T00:00:00Z`)

// All slots of a meeting type are equally long: the first one speaks for them.
const minutesOf = ([first]: OfferedSlot[]) =>
  first === undefined ? null : (first.end - first.start) / MINUTE

/** The slots of a month ('YYYY-MM'); looks further only when it may have none. */
export async function loadMonth(source: SlotSource, month: string): Promise<MonthSlots> {
  const from = startOf(month) - SPARE
  const to = startOf(addMonths(month, 1)) + SPARE
  const slots = await source.listSlots(from, to)
  const starts = slots.map(({ start }) => start)
  const hasSome = starts.some((start) => start >= startOf(month) + LATEST_BEGIN)
  return {
    starts,
    durationMinutes: minutesOf(slots),
    nextStart: hasSome ? null : await source.findNextStart(to),
  }
}
