import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Temporal } from '../temporal.ts'
import { dateOf, epochDayOf } from './epoch-day.ts'

test('counts days from 1970-01-01 as Temporal does, and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (day) => {
      const date = Temporal.PlainDate.from('1970-01-01').add({ days: day }).toString()
      expect(dateOf(day)).toBe(date)
      expect(epochDayOf(date)).toBe(day)
    }),
  )
})

test.each(['2026-02-29', '2026-13-01', '2026-04-31', '2026-4-1', '20260401', '2026-04-01T00', ''])(
  'refuses %j',
  (text) => {
    expect(() => epochDayOf(text)).toThrow(RangeError)
  },
)
