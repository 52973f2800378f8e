import { expect, test } from 'vitest'
import { awkwardZones } from './awkward-zones.test-kit.ts'
import { isValidTimeZone } from './is-valid-time-zone.ts'

test.each([...awkwardZones, 'Asia/Calcutta', 'US/Eastern', 'Etc/GMT+5', 'EST5EDT', 'GMT'])(
  '%s is a zone',
  (id) => {
    expect(isValidTimeZone(id)).toBe(true)
  },
)

test.each([
  '',
  ' ',
  'Mars/Olympus',
  '+05:00',
  '-0330',
  'UTC+5',
  'Z',
  'europe/berlin',
  'Europe/Berlin ',
  'Europe/Berlin\0',
  '2026-04-07T00:00Z',
  '2026-04-07T00:00[Europe/Berlin]',
  '../etc/passwd',
  'constructor',
])('%j is not a zone', (id) => {
  expect(isValidTimeZone(id)).toBe(false)
})
