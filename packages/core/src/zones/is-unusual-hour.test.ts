import { expect, test } from 'vitest'
import { at } from '../slots/inputs.test-kit.ts'
import { isUnusualHour } from './is-unusual-hour.ts'

const zone = 'America/St_Johns'
const unusual = (start: string, end?: string): boolean =>
  isUnusualHour(at(start, zone), end === undefined ? undefined : at(end, zone), zone)

test('from six in the morning to ten at night is usual', () => {
  expect(unusual('2026-04-07 06:00', '2026-04-07 07:00')).toBe(false)
  expect(unusual('2026-04-07 21:00', '2026-04-07 22:00')).toBe(false)
  expect(unusual('2026-04-07 21:59')).toBe(false)
})

test('before six, from ten on, or past ten is unusual', () => {
  expect(unusual('2026-04-07 05:59', '2026-04-07 07:00')).toBe(true)
  expect(unusual('2026-04-07 22:00')).toBe(true)
  expect(unusual('2026-04-07 21:45', '2026-04-07 22:15')).toBe(true)
})

test('a meeting over the night is unusual, whenever it ends', () => {
  expect(unusual('2026-04-07 20:00', '2026-04-08 10:00')).toBe(true)
})

test('what counts is the clock of the zone', () => {
  const start = Date.UTC(2026, 3, 7, 14)
  expect(isUnusualHour(start, undefined, 'Europe/London')).toBe(false)
  expect(isUnusualHour(start, undefined, 'Pacific/Auckland')).toBe(true)
})
