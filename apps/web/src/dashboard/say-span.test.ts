import { expect, test } from 'vitest'
import { saySpan } from './say-span.ts'

test.each([
  [0, '0 minutes'],
  [1, '1 minute'],
  [60, '1 hour'],
  [90, '90 minutes'],
  [1440, '1 day'],
  [2880, '2 days'],
  [10_080, '1 week'],
] as const)('%i minutes are said as people do', (minutes, said) => {
  expect(saySpan(minutes)).toBe(said)
})
