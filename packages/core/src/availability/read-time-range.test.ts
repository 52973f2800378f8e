import { expect, test } from 'vitest'
import { readTimeRange } from './read-time-range.ts'

test.each([
  ['09:00', '17:00', 540, 1_020],
  ['00:00', '24:00', 0, 1_440],
  ['22:00', '26:00', 1_320, 1_560],
  ['23:59', '48:00', 1_439, 2_880],
])('reads %s to %s', (start, end, startMinute, endMinute) => {
  expect(readTimeRange({ start, end })).toEqual({ start: startMinute, end: endMinute })
})

test.each([
  ['17:00', '09:00'],
  ['09:00', '09:00'],
  ['24:00', '26:00'],
  ['09:00', '48:01'],
  ['09:00', '17:60'],
  ['9:00', '17:00'],
  ['09:00', '5pm'],
  ['', ''],
])('refuses %j to %j', (start, end) => {
  expect(() => readTimeRange({ start, end })).toThrow(RangeError)
})
