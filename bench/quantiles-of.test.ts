import { expect, test } from 'vitest'
import { quantilesOf } from './quantiles-of.ts'

test('a quantile is the time by which so many had their answer', () => {
  const times = Array.from({ length: 200 }, (_, index) => 200 - index)
  expect(quantilesOf(times)).toEqual({ p50: 100, p95: 190, p99: 198 })
  expect(quantilesOf([7])).toEqual({ p50: 7, p95: 7, p99: 7 })
  expect(quantilesOf([])).toEqual({ p50: Number.NaN, p95: Number.NaN, p99: Number.NaN })
})
