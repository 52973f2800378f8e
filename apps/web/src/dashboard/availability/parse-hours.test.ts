import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatHours } from './format-hours.ts'
import { toTimeRange } from './minute-range.ts'
import { parseHours } from './parse-hours.ts'

const read = (text: string) => {
  const parsed = parseHours(text)
  if (!parsed.ok) return parsed.message
  return parsed.ranges.map(toTimeRange).map(({ start, end }) => `${start}-${end}`)
}

describe('parseHours', () => {
  test.each([
    ['9-12:30', '09:00-12:30'],
    ['09:00 – 17:00', '09:00-17:00'],
    ['9am-5pm', '09:00-17:00'],
    ['9 AM to 5 PM', '09:00-17:00'],
    ['9 a.m. - 5 p.m.', '09:00-17:00'],
    ['9a-5p', '09:00-17:00'],
    ['8.30-12', '08:30-12:00'],
    ['0830-1200', '08:30-12:00'],
    ['8h30-12h', '08:30-12:00'],
    ['noon-6pm', '12:00-18:00'],
    ['9 until noon', '09:00-12:00'],
    ['9to5', '09:00-17:00'],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toEqual([expected])
  })

  test.each([
    ['9-5', '09:00-17:00'],
    ['10-2', '10:00-14:00'],
    ['1-5pm', '13:00-17:00'],
    ['9-5pm', '09:00-17:00'],
    ['11-1pm', '11:00-13:00'],
    ['9am-5', '09:00-17:00'],
    ['9am-12', '09:00-12:00'],
    ['12-1pm', '12:00-13:00'],
    ['5-9', '05:00-09:00'],
  ])('reads %s as it is said', (text, expected) => {
    expect(read(text)).toEqual([expected])
  })

  test.each([
    ['22-26', '22:00-26:00'],
    ['10pm-2am', '22:00-26:00'],
    ['10pm-2', '22:00-26:00'],
    ['22:00 – 02:00 +1', '22:00-26:00'],
    ['22-2 next day', '22:00-26:00'],
    ['9-24', '09:00-24:00'],
    ['9-0', '09:00-24:00'],
    ['9am-midnight', '09:00-24:00'],
    ['0-24', '00:00-24:00'],
    ['12am-12am', '00:00-24:00'],
    ['0-48', '00:00-48:00'],
  ])('reads %s past or up to midnight', (text, expected) => {
    expect(read(text)).toEqual([expected])
  })

  test('reads several intervals at once', () => {
    expect(read('9-12, 13-17')).toEqual(['09:00-12:00', '13:00-17:00'])
    expect(read('9-12 and 1-5pm')).toEqual(['09:00-12:00', '13:00-17:00'])
  })

  test.each(['', 'nine', '9', '9-12-15', '25pm-3', '9:75-10', '13pm-14', '9-49', '-'])(
    'explains how to write hours instead of accepting %j',
    (text) => {
      expect(read(text)).toBe('Write hours such as 9-12:30 or 9am-5pm.')
    },
  )

  test('asks about a night instead of guessing it', () => {
    expect(read('17-9')).toBe('The end must be after the start. For the night after, write 17-33.')
    expect(read('22-2:30')).toContain('write 22-26:30.')
  })

  test('refuses hours that begin in the night after', () => {
    expect(read('24-26')).toBe('Hours begin before midnight; they may end after it.')
  })

  test('reads back everything that formatHours writes, in both clocks', () => {
    const ranges = fc
      .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 2880 }))
      .filter(([start, end]) => start < end)
    fc.assert(
      fc.property(
        ranges,
        fc.constantFrom('12h' as const, '24h' as const),
        ([start, end], format) => {
          const parsed = parseHours(formatHours({ start, end }, format))
          expect(parsed).toEqual({ ok: true, ranges: [{ start, end }] })
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseHours(text)))
  })
})
