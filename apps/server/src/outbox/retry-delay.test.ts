import { expect, test } from 'vitest'
import { MAX_ATTEMPTS, retryDelay } from './retry-delay.ts'

const HOUR = 3_600

test('doubles from five seconds to an hour', () => {
  expect([1, 2, 3, 4].map((attempt) => retryDelay(attempt, 0.5))).toEqual([5, 10, 20, 40])
  expect(retryDelay(11, 0.5)).toBe(HOUR)
  expect(retryDelay(10_000, 0.5)).toBe(HOUR)
})

test('is spread by a quarter to either side', () => {
  expect(retryDelay(1, 0)).toBe(3.75)
  expect(retryDelay(1, 0.999)).toBeCloseTo(6.25, 2)
})

test('spends about a day before it gives up', () => {
  const delays = Array.from({ length: MAX_ATTEMPTS - 1 }, (_, index) => retryDelay(index + 1, 0.5))
  const hours = delays.reduce((sum, seconds) => sum + seconds, 0) / HOUR
  expect(hours).toBeGreaterThan(22)
  expect(hours).toBeLessThan(26)
})

test('the longest that it can take is less than the 30 hours that verify-bookings allows', () => {
  const delays = Array.from({ length: MAX_ATTEMPTS - 1 }, (_, index) => retryDelay(index + 1, 1))
  const hours = delays.reduce((sum, seconds) => sum + seconds, 0) / HOUR
  expect(hours).toBeLessThan(29)
})
