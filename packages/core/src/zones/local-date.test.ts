import { expect, test } from 'vitest'
import { localDate } from './local-date.ts'
import { offsetAt } from './offset-at.ts'

test('one instant has different dates in different zones', () => {
  const instant = Date.UTC(2026, 3, 7, 23, 30)
  expect(localDate(instant, 'America/Los_Angeles')).toBe('2026-04-07')
  expect(localDate(instant, 'UTC')).toBe('2026-04-07')
  expect(localDate(instant, 'Asia/Kathmandu')).toBe('2026-04-08')
})

test('Samoa went from the 29th to the 31st of December 2011', () => {
  const change = Date.UTC(2011, 11, 30, 10)
  expect(localDate(change - 1, 'Pacific/Apia')).toBe('2011-12-29')
  expect(localDate(change, 'Pacific/Apia')).toBe('2011-12-31')
})

test('offsets are minutes, east of Greenwich positive', () => {
  expect(offsetAt('Asia/Kathmandu', 0)).toBe(330)
  expect(offsetAt('Asia/Kathmandu', Date.UTC(2026, 0, 1))).toBe(345)
  expect(offsetAt('America/St_Johns', Date.UTC(2026, 0, 1))).toBe(-210)
  expect(offsetAt('Australia/Lord_Howe', Date.UTC(2026, 0, 1))).toBe(660)
  expect(offsetAt('Australia/Lord_Howe', Date.UTC(2026, 6, 1))).toBe(630)
})
