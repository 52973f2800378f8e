import { dateOf, epochDayAt } from './epoch-day.ts'
import { zoneTable } from './zone-table.ts'

/**
 * The date ('YYYY-MM-DD') that calendars in the zone show at an instant (epoch milliseconds).
 * Throws a RangeError when the zone is unknown.
 */
export function localDate(instant: number, timeZone: string): string {
  return dateOf(epochDayAt(zoneTable(timeZone, { start: instant, end: instant }), instant))
}
