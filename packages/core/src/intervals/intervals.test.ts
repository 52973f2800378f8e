import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { intersectIntervals } from './intersect-intervals.ts'
import type { Interval } from './interval.ts'
import { mergeIntervals } from './merge-intervals.ts'
import { overlaps } from './overlaps.ts'
import { subtractIntervals } from './subtract-intervals.ts'

const interval = fc
  .tuple(fc.nat({ max: 40 }), fc.nat({ max: 10 }))
  .map(([start, length]): Interval => ({ start, end: start + length }))
const intervals = fc.array(interval, { maxLength: 8 })

/** The model: a set of whole instants. */
const instantsOf = (list: readonly Interval[]): Set<number> =>
  new Set(
    list.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)),
  )

const asIntervals = (instants: Set<number>): Interval[] => {
  const list: { start: number; end: number }[] = []
  for (const instant of [...instants].sort((a, b) => a - b)) {
    const last = list.at(-1)
    if (last?.end === instant) last.end = instant + 1
    else list.push({ start: instant, end: instant + 1 })
  }
  return list
}

describe('merging', () => {
  test('joins what overlaps and what touches, and drops what is empty', () => {
    const merged = mergeIntervals([
      { start: 6, end: 6 },
      { start: 10, end: 20 },
      { start: 0, end: 5 },
      { start: 20, end: 30 },
      { start: 12, end: 14 },
    ])
    expect(merged).toEqual([
      { start: 0, end: 5 },
      { start: 10, end: 30 },
    ])
  })

  test('keeps exactly the same instants', () => {
    fc.assert(
      fc.property(intervals, (list) => {
        expect(mergeIntervals(list)).toEqual(asIntervals(instantsOf(list)))
      }),
    )
  })

  test('leaves its argument alone', () => {
    const list = Object.freeze([Object.freeze({ start: 5, end: 9 }), { start: 0, end: 7 }])
    mergeIntervals(list)
    expect(list).toEqual([
      { start: 5, end: 9 },
      { start: 0, end: 7 },
    ])
  })
})

test('subtracting keeps the instants that are in none of the removed intervals', () => {
  fc.assert(
    fc.property(intervals, intervals, (from, removed) => {
      const rest = instantsOf(from).difference(instantsOf(removed))
      expect(subtractIntervals(from, removed)).toEqual(asIntervals(rest))
    }),
  )
})

test('intersecting keeps the instants that are in both', () => {
  fc.assert(
    fc.property(intervals, intervals, (left, right) => {
      const shared = instantsOf(left).intersection(instantsOf(right))
      expect(intersectIntervals(left, right)).toEqual(asIntervals(shared))
    }),
  )
})

describe('overlapping', () => {
  test('touching is not overlapping', () => {
    expect(overlaps({ start: 0, end: 5 }, { start: 5, end: 9 })).toBe(false)
    expect(overlaps({ start: 0, end: 6 }, { start: 5, end: 9 })).toBe(true)
  })

  test('an empty interval overlaps nothing, not even around it', () => {
    expect(overlaps({ start: 3, end: 3 }, { start: 0, end: 9 })).toBe(false)
  })

  test('is sharing an instant', () => {
    fc.assert(
      fc.property(interval, interval, (left, right) => {
        const shared = instantsOf([left]).intersection(instantsOf([right]))
        expect(overlaps(left, right)).toBe(shared.size > 0)
      }),
    )
  })
})
