import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { Temporal } from '../temporal.ts'
import { awkwardZones } from './awkward-zones.test-kit.ts'
import { clockChangesOf } from './clock-changes.test-kit.ts'
import { instantOf, offsetIn, zoneTable } from './zone-table.ts'

// Much to compute: on a busy machine that takes a while.
vi.setConfig({ testTimeout: 120_000 })

const HOUR = 3_600_000
const WEEK = 168 * HOUR

// Two dates that a zone skipped and changes at one minute past midnight, besides the usual ones.
const zones = [...awkwardZones, 'Pacific/Kwajalein', 'Pacific/Fakaofo', 'America/Goose_Bay']

const offsetByTemporal = (timeZone: string, instant: number): number =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).offsetNanoseconds /
  1e6

const instantByTemporal = (timeZone: string, wall: number): number =>
  Temporal.Instant.fromEpochMilliseconds(wall)
    .toZonedDateTimeISO('UTC')
    .toPlainDateTime()
    .toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds

const aroundOf = (instant: number) => ({ start: instant - WEEK, end: instant + WEEK })

describe('a zone table', () => {
  test.each(zones)('agrees with Temporal around every change of %s since 1980', (timeZone) => {
    const changes = clockChangesOf(timeZone, Date.UTC(1980, 0, 1), Date.UTC(2032, 0, 1))
    for (const { instant, jump } of changes) {
      const table = zoneTable(timeZone, aroundOf(instant))
      const reading = instant + offsetIn(table, instant - 1)
      const nearby = [-25 * HOUR, -HOUR, -60_000, -1, 0, 1, 60_000, HOUR / 2, HOUR, 25 * HOUR]
      for (const shift of [...nearby, jump, -jump, jump / 2, -jump / 2, jump - 1, -jump - 1]) {
        const wall = reading + shift
        expect(offsetIn(table, instant + shift)).toBe(offsetByTemporal(timeZone, instant + shift))
        expect(instantOf(table, wall)).toBe(instantByTemporal(timeZone, wall))
      }
    }
  })

  test('agrees with Temporal anywhere, in whatever order spans are asked for', () => {
    const instant = fc.integer({ min: Date.UTC(1972, 0, 2), max: Date.UTC(2150, 0, 1) })
    fc.assert(
      fc.property(fc.constantFrom(...zones), instant, (timeZone, at) => {
        const table = zoneTable(timeZone, aroundOf(at))
        expect(offsetIn(table, at)).toBe(offsetByTemporal(timeZone, at))
        expect(instantOf(table, at)).toBe(instantByTemporal(timeZone, at))
      }),
      { numRuns: 2_000 },
    )
  })

  test('is built once for spans that lie close together', () => {
    const first = zoneTable('America/Bogota', aroundOf(Date.UTC(2026, 0, 1)))
    expect(zoneTable('America/Bogota', aroundOf(Date.UTC(2027, 0, 1)))).toBe(first)
    expect(zoneTable('America/Bogota', aroundOf(Date.UTC(2400, 0, 1)))).not.toBe(first)
  })

  test('stays small for a date in the far future', () => {
    const far = zoneTable('Europe/Vienna', aroundOf(Date.UTC(9_000, 0, 1)))
    expect(far.changes.length).toBeLessThan(100)
  })

  test('refuses a zone that nobody knows', () => {
    expect(() => zoneTable('Mars/Olympus', aroundOf(0))).toThrow(RangeError)
  })
})
