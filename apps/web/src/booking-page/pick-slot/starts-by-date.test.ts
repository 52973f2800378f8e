import { expect, test } from 'vitest'
import { startsByDate } from './starts-by-date.ts'

const at = (instant: string) => Date.parse(instant)
const starts = [at('2026-03-31T21:00:00Z'), at('2026-03-31T23:00:00Z'), at('2026-04-30T23:30:00Z')]
const slots = { starts, durationMinutes: 30, nextStart: null }

test('starts belong to the dates of the zone, and only to the month shown', () => {
  expect([...startsByDate(slots, '2026-04', 'UTC').startsByDate.keys()]).toEqual(['2026-04-30'])
  const apia = startsByDate(slots, '2026-04', 'Asia/Kathmandu')
  expect([...apia.startsByDate]).toEqual([['2026-04-01', [starts[0], starts[1]]]])
  expect(apia.firstDate).toBe('2026-04-01')
})

test('a month without a start says when the next one is, from what is loaded first', () => {
  const april = {
    starts: [at('2026-05-01T00:30:00Z')],
    durationMinutes: 30,
    nextStart: at('2026-06-01T09:00:00Z'),
  }
  expect(startsByDate(april, '2026-04', 'UTC').nextStart).toBe(april.starts[0])
  expect(startsByDate({ ...april, starts: [] }, '2026-04', 'UTC').nextStart).toBe(april.nextStart)
})

test('a month with starts does not speak of the next one', () => {
  expect(startsByDate(slots, '2026-04', 'UTC').nextStart).toBeNull()
})
