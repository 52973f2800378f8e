import { dateOf, epochDayAt } from '../zones/epoch-day.ts'
import { zoneTable } from '../zones/zone-table.ts'

function hullOf(starts: readonly number[]): { start: number; end: number } {
  const hull = { start: Number.POSITIVE_INFINITY, end: Number.NEGATIVE_INFINITY }
  for (const start of starts) {
    hull.start = Math.min(hull.start, start)
    hull.end = Math.max(hull.end, start)
  }
  return hull
}

/**
 * Groups starts (epoch milliseconds) by their date ('YYYY-MM-DD') in the invitee's zone. Dates
 * and starts keep the order in which they came. Throws a RangeError when the zone is unknown.
 */
export function groupByDate(starts: readonly number[], timeZone: string): Map<string, number[]> {
  const byDay = new Map<number, number[]>()
  if (starts.length === 0) return new Map()
  const table = zoneTable(timeZone, hullOf(starts))
  for (const start of starts) {
    const day = epochDayAt(table, start)
    const group = byDay.get(day)
    if (group === undefined) byDay.set(day, [start])
    else group.push(start)
  }
  return new Map([...byDay].map(([day, group]) => [dateOf(day), group]))
}
