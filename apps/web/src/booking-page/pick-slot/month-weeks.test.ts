import { expect, test } from 'vitest'
import { monthWeeks } from './month-weeks.ts'

const days = (month: string, firstWeekday: number) =>
  monthWeeks(month, firstWeekday).map((week) =>
    week.map(({ date }) => (date === null ? '··' : date.slice(8))).join(' '),
  )

test('a month stands in weeks that begin on Monday', () => {
  expect(days('2026-04', 1)).toEqual([
    '·· ·· 01 02 03 04 05',
    '06 07 08 09 10 11 12',
    '13 14 15 16 17 18 19',
    '20 21 22 23 24 25 26',
    '27 28 29 30 ·· ·· ··',
  ])
})

test('the same month begins elsewhere where weeks begin on Sunday or Saturday', () => {
  expect(days('2026-04', 7)[0]).toBe('·· ·· ·· 01 02 03 04')
  expect(days('2026-04', 6)[0]).toBe('·· ·· ·· ·· 01 02 03')
})

test('February of a common year can fill four weeks exactly', () => {
  expect(days('2027-02', 1)).toHaveLength(4)
})
