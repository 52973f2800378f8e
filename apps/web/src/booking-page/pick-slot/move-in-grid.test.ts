import { expect, test } from 'vitest'
import { moveInGrid } from './move-in-grid.ts'

const press = (date: string, key: string, shiftKey = false, firstWeekday = 1) =>
  moveInGrid(date, { key, shiftKey }, firstWeekday)

test('arrows go by day and by week, across months', () => {
  expect(press('2026-04-01', 'ArrowLeft')).toBe('2026-03-31')
  expect(press('2026-04-30', 'ArrowRight')).toBe('2026-05-01')
  expect(press('2026-04-14', 'ArrowUp')).toBe('2026-04-07')
  expect(press('2026-04-28', 'ArrowDown')).toBe('2026-05-05')
})

test('Home and End go to the ends of the week as it is shown', () => {
  expect(press('2026-04-15', 'Home')).toBe('2026-04-13')
  expect(press('2026-04-15', 'End')).toBe('2026-04-19')
  expect(press('2026-04-15', 'Home', false, 7)).toBe('2026-04-12')
  expect(press('2026-04-15', 'End', false, 7)).toBe('2026-04-18')
})

test('PageUp and PageDown go by month, with Shift by year, never past the end of a month', () => {
  expect(press('2026-03-31', 'PageDown')).toBe('2026-04-30')
  expect(press('2026-03-31', 'PageUp')).toBe('2026-02-28')
  expect(press('2028-02-29', 'PageDown', true)).toBe('2029-02-28')
  expect(press('2026-04-14', 'PageUp', true)).toBe('2025-04-14')
})

test('other keys are not the grid’s', () => {
  expect(press('2026-04-14', 'Enter')).toBeNull()
  expect(press('2026-04-14', 'a')).toBeNull()
})
