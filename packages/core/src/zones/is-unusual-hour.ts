import { DAY, epochDayAt } from './epoch-day.ts'
import { offsetIn, type ZoneTable, zoneTable } from './zone-table.ts'

const EARLIEST = 6 * 3_600_000
const LATEST = 22 * 3_600_000

const timeOfDay = (table: ZoneTable, instant: number): number =>
  instant + offsetIn(table, instant) - epochDayAt(table, instant) * DAY

/**
 * Whether a meeting begins before 06:00 or reaches past 22:00 on the clocks of `timeZone`. Without
 * an `end` only the start is judged. Instants are epoch milliseconds.
 */
export function isUnusualHour(start: number, end: number | undefined, timeZone: string): boolean {
  const table = zoneTable(timeZone, { start, end: end ?? start })
  const startTime = timeOfDay(table, start)
  if (startTime < EARLIEST || startTime >= LATEST) return true
  if (end === undefined) return false
  return epochDayAt(table, end) !== epochDayAt(table, start) || timeOfDay(table, end) > LATEST
}
