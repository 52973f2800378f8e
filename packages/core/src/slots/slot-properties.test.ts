import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { openStretches } from '../availability/open-stretches.ts'
import type { Interval } from '../intervals/interval.ts'
import { overlaps } from '../intervals/overlaps.ts'
import { subtractIntervals } from '../intervals/subtract-intervals.ts'
import { awkwardZones } from '../zones/awkward-zones.test-kit.ts'
import { generateSlots } from './generate-slots.ts'
import { groupByDate } from './group-by-date.ts'
import { HOUR, MINUTE } from './inputs.test-kit.ts'
import { isBookable } from './is-bookable.ts'
import { caseNearTransition, type RandomCase } from './random-case.test-kit.ts'

// Much to compute: on a busy machine that takes a while.
vi.setConfig({ testTimeout: 120_000 })

const holds = (claim: (randomCase: RandomCase) => void, numRuns = 400): void =>
  fc.assert(fc.property(caseNearTransition, claim), { numRuns })

const offeredIn = ({ inputs, range }: RandomCase): number[] => generateSlots(inputs, range)

/** What each start takes of the host, worked out from the rules as they are written down. */
const claimsOf = ({ inputs: { rules } }: RandomCase, starts: number[]): Interval[] =>
  starts.map((start) => ({
    start: start - rules.bufferBeforeMinutes * MINUTE,
    end: start + (rules.durationMinutes + rules.bufferAfterMinutes) * MINUTE,
  }))

test('starts are sorted, different, and in the range', () => {
  holds((one) => {
    const starts = offeredIn(one)
    expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b))
    expect(starts.every((s) => one.range.start <= s && s < one.range.end)).toBe(true)
  })
})

test('every meeting lies inside open hours', () => {
  holds((one) => {
    const { schedule, rules } = one.inputs
    const meetings = offeredIn(one).map((start) => ({
      start,
      end: start + rules.durationMinutes * MINUTE,
    }))
    const reach = { ...one.range, end: one.range.end + rules.durationMinutes * MINUTE }
    expect(subtractIntervals(meetings, openStretches(schedule, reach))).toEqual([])
  })
})

test('no meeting with its buffers meets busy time', () => {
  holds((one) => {
    const met = claimsOf(one, offeredIn(one)).flatMap((claim) =>
      one.inputs.busy.filter((busy) => overlaps(busy, claim)),
    )
    expect(met).toEqual([])
  })
})

test('adding busy time never adds a slot, and takes exactly those that would meet it', () => {
  holds((one) => {
    const { busy, ...rest } = one.inputs
    const free = { ...one, inputs: { ...rest, busy: [] } }
    const all = offeredIn(free)
    const claims = claimsOf(free, all)
    const left = all.filter((_, index) => {
      const claim = claims[index]
      return claim !== undefined && !busy.some((interval) => overlaps(interval, claim))
    })
    expect(offeredIn(one)).toEqual(left)
  })
})

test('the order of busy time does not matter', () => {
  holds((one) => {
    const busy = [...one.inputs.busy].reverse()
    expect(offeredIn({ ...one, inputs: { ...one.inputs, busy } })).toEqual(offeredIn(one))
  })
})

test('two halves of a range offer what the whole offers', () => {
  fc.assert(
    fc.property(caseNearTransition, fc.nat({ max: 1_000 }), ({ inputs, range }, share) => {
      const middle = range.start + Math.floor(((range.end - range.start) * share) / 1_000)
      expect([
        ...generateSlots(inputs, { start: range.start, end: middle }),
        ...generateSlots(inputs, { start: middle, end: range.end }),
      ]).toEqual(generateSlots(inputs, range))
    }),
    { numRuns: 400 },
  )
})

test('a part of a range offers the same starts as the whole of it', () => {
  holds((one) => {
    const { start, end } = one.range
    const wide = { start: start - 50 * HOUR, end: end + 50 * HOUR }
    const inside = generateSlots(one.inputs, wide).filter((s) => start <= s && s < end)
    expect(offeredIn(one)).toEqual(inside)
  })
})

test('time that passes takes starts away and moves none', () => {
  fc.assert(
    fc.property(caseNearTransition, fc.nat({ max: 2_000 }), (one, minutes) => {
      const rules = { ...one.inputs.rules, bookingWindow: { kind: 'open' } } as const
      const inputs = { ...one.inputs, rules }
      const now = inputs.now + minutes * MINUTE
      const left = generateSlots(inputs, one.range).filter(
        (start) => start >= now + rules.minimumNoticeMinutes * MINUTE,
      )
      expect(generateSlots({ ...inputs, now }, one.range)).toEqual(left)
    }),
    { numRuns: 400 },
  )
})

test('how a day’s hours are cut into ranges does not matter', () => {
  fc.assert(
    fc.property(caseNearTransition, fc.integer({ min: 1, max: 47 }), (one, cutHour) => {
      const cut = `${String(cutHour).padStart(2, '0')}:00`
      const { weeklyHours } = one.inputs.schedule
      const monday = weeklyHours.monday.flatMap((range) =>
        range.start < cut && cut < range.end && cutHour < 24
          ? [
              { start: cut, end: range.end },
              { start: range.start, end: cut },
            ]
          : [range],
      )
      const schedule = { ...one.inputs.schedule, weeklyHours: { ...weeklyHours, monday } }
      expect(offeredIn({ ...one, inputs: { ...one.inputs, schedule } })).toEqual(offeredIn(one))
    }),
    { numRuns: 400 },
  )
})

test('everything offered is accepted and everything accepted is offered', () => {
  holds(({ inputs, range }) => {
    const small = { start: range.start, end: Math.min(range.end, range.start + 2 * HOUR) }
    const accepted: number[] = []
    for (let start = small.start; start < small.end; start += MINUTE) {
      if (isBookable(inputs, start).bookable) accepted.push(start)
    }
    expect(accepted).toEqual(generateSlots(inputs, small))
  }, 200)
})

test('starts around the ones offered are accepted only if they are offered themselves', () => {
  holds((one) => {
    const offered = new Set(offeredIn(one))
    for (const start of [...offered].slice(0, 10)) {
      expect(isBookable(one.inputs, start).bookable).toBe(true)
      expect(isBookable(one.inputs, start + 1).bookable).toBe(false)
      expect(isBookable(one.inputs, start - 1).bookable).toBe(false)
    }
  })
})

test('grouping by date keeps every start once, whatever the zone of the invitee', () => {
  fc.assert(
    fc.property(caseNearTransition, fc.constantFrom(...awkwardZones), (one, zone) => {
      const starts = offeredIn(one)
      const grouped = [...groupByDate(starts, zone).values()].flat().sort((a, b) => a - b)
      expect(grouped).toEqual(starts)
    }),
    { numRuns: 200 },
  )
})

test('inputs are left as they were', () => {
  holds((one) => {
    const before = JSON.stringify(one)
    offeredIn(one)
    isBookable(one.inputs, one.range.start)
    expect(JSON.stringify(one)).toBe(before)
  }, 100)
})
