import { expect, test } from 'vitest'
import { formatDuration } from './format-duration.ts'

test('lengths are written as people say them', () => {
  expect([15, 60, 90, 120, 150].map(formatDuration)).toEqual([
    '15 min',
    '1 hour',
    '1 h 30 min',
    '2 hours',
    '2 h 30 min',
  ])
})
