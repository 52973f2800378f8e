import type { Interval } from '../intervals/interval.ts'
import { Temporal } from '../temporal.ts'

/**
 * The clock changes of a zone over a span: `offsets[i]` (milliseconds ahead of UTC) holds until
 * `changes[i]`, the last offset to the end of the span. Looking an instant up here is some twenty
 * times faster than asking Temporal, which builds the table.
 */
export type ZoneTable = {
  readonly span: Interval
  readonly changes: readonly number[]
  readonly offsets: readonly number[]
  /** The wall-clock reading from which the offset after each change applies. */
  readonly wallChanges: readonly number[]
}

const YEAR = 366 * 86_400_000
const LAST_INSTANT = 8.64e15
const LONGEST_KEPT_SPAN = 40 * YEAR
const MOST_KEPT_ZONES = 1_000

const tables = new Map<string, ZoneTable>()

const hull = (left: Interval, right: Interval): Interval => ({
  start: Math.min(left.start, right.start),
  end: Math.max(left.end, right.end),
})

/** A span to keep: wider than needed, so that the next query finds it ready. */
function widen(needed: Interval, kept: Interval | undefined): Interval {
  const wide = {
    start: Math.max(Math.floor(needed.start) - 2 * YEAR, -LAST_INSTANT),
    end: Math.min(Math.ceil(needed.end) + 2 * YEAR, LAST_INSTANT),
  }
  if (kept === undefined) return wide
  const both = hull(wide, kept)
  return both.end - both.start <= LONGEST_KEPT_SPAN ? both : wide
}

function buildZoneTable(timeZone: string, span: Interval): ZoneTable {
  let at = Temporal.Instant.fromEpochMilliseconds(span.start).toZonedDateTimeISO(timeZone)
  let offset = at.offsetNanoseconds / 1e6
  const changes: number[] = []
  const offsets = [offset]
  const wallChanges: number[] = []
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    if (next === null || next.epochMilliseconds > span.end) break
    const nextOffset = next.offsetNanoseconds / 1e6
    changes.push(next.epochMilliseconds)
    offsets.push(nextOffset)
    // Readings that a fold repeats belong to the first time round, readings that a gap skips to
    // the offset before it, which moves them forward by the gap: the later reading decides both.
    wallChanges.push(next.epochMilliseconds + Math.max(offset, nextOffset))
    at = next
    offset = nextOffset
  }
  return { span, changes, offsets, wallChanges }
}

/**
 * The table of an IANA zone that covers at least the instants of `needed` (epoch milliseconds,
 * both ends included). Built once and kept. Throws a RangeError when the zone is unknown.
 */
export function zoneTable(timeZone: string, needed: Interval): ZoneTable {
  const kept = tables.get(timeZone)
  if (kept !== undefined && kept.span.start <= needed.start && needed.end <= kept.span.end) {
    return kept
  }
  const table = buildZoneTable(timeZone, widen(needed, kept?.span))
  // More names than there are zones means spellings from outside: start afresh, do not grow.
  if (tables.size >= MOST_KEPT_ZONES) tables.clear()
  tables.set(timeZone, table)
  return table
}

/** How many of the ascending `values` are not after `limit`. */
function countUpTo(values: readonly number[], limit: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[middle] ?? Number.POSITIVE_INFINITY) <= limit) low = middle + 1
    else high = middle
  }
  return low
}

/** Milliseconds that the zone's clocks are ahead of UTC at an instant of the table's span. */
export function offsetIn(table: ZoneTable, instant: number): number {
  return table.offsets[countUpTo(table.changes, instant)] ?? Number.NaN
}

/**
 * The instant at which clocks read `wall` (milliseconds, as if the reading were UTC). A reading
 * that a gap skips moves forward by the gap; of a repeated one the first occurrence counts.
 */
export function instantOf(table: ZoneTable, wall: number): number {
  return wall - (table.offsets[countUpTo(table.wallChanges, wall)] ?? Number.NaN)
}
