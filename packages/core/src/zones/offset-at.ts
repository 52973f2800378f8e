import { offsetIn, zoneTable } from './zone-table.ts'

/**
 * Minutes that the zone's clocks are ahead of UTC at an instant (epoch milliseconds). Throws a
 * RangeError when the zone is unknown.
 */
export function offsetAt(timeZone: string, instant: number): number {
  return offsetIn(zoneTable(timeZone, { start: instant, end: instant }), instant) / 60_000
}
