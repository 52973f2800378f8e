import { describe, expect, test } from 'vitest'
import { addDays, addMonths, daysInMonth, isDate, isMonth, weekdayOf } from './month.ts'

describe('month', () => {
  test('months and days step over the ends of years', () => {
    expect(addMonths('2026-12', 1)).toBe('2027-01')
    expect(addMonths('2026-01', -1)).toBe('2025-12')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31')
  })

  test('leap years have their day', () => {
    expect(daysInMonth('2028-02')).toBe(29)
    expect(daysInMonth('2027-02')).toBe(28)
  })

  test('weekdays count from Monday to Sunday', () => {
    expect(weekdayOf('2027-02-01')).toBe(1)
    expect(weekdayOf('2027-02-07')).toBe(7)
  })

  test('only dates that exist are dates', () => {
    expect(isDate('2027-02-28')).toBe(true)
    expect(isDate('2027-02-29')).toBe(false)
    expect(isDate('2027-2-1')).toBe(false)
    expect(isMonth('2027-12')).toBe(true)
    expect(isMonth('2027-13')).toBe(false)
    expect(isMonth('')).toBe(false)
  })
})
