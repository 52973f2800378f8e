import { expect, test } from 'vitest'
import { groupByDate } from './group-by-date.ts'

test('nothing groups into nothing', () => {
  expect(groupByDate([], 'Pacific/Chatham')).toEqual(new Map())
})

test('a date of the invitee may come in two parts, and is one group', () => {
  const evening = Date.UTC(2026, 3, 7, 20)
  const groups = groupByDate([evening, evening + 3_600_000 * 8], 'Asia/Kathmandu')
  expect(groups).toEqual(new Map([['2026-04-08', [evening, evening + 3_600_000 * 8]]]))
})

test('refuses a zone that nobody knows', () => {
  expect(() => groupByDate([0], 'Mars/Olympus')).toThrow(RangeError)
})
