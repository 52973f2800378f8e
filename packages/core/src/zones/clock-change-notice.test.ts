import { expect, test } from 'vitest'
import { at } from '../slots/inputs.test-kit.ts'
import { clockChangeNotice } from './clock-change-notice.ts'

const BERLIN = 'Europe/Berlin'
const NEW_YORK = 'America/New_York'
const KATHMANDU = 'Asia/Kathmandu'

const notice = (hostTimeZone: string, inviteeTimeZone: string, now: string, start: string) =>
  clockChangeNotice({
    hostTimeZone,
    inviteeTimeZone,
    now: at(now, hostTimeZone),
    start: at(start, hostTimeZone),
  })

test('there is nothing to say when no clock changes before the meeting', () => {
  expect(notice(BERLIN, NEW_YORK, '2025-05-01 09:00', '2025-06-01 09:00')).toBeNull()
  expect(notice(KATHMANDU, 'UTC', '2025-01-01 09:00', '2025-12-31 09:00')).toBeNull()
})

test('a change in one zone only is on different dates', () => {
  expect(notice(BERLIN, KATHMANDU, '2025-03-01 09:00', '2025-04-01 09:00')).toEqual({
    host: [
      {
        instant: Date.UTC(2025, 2, 30, 1),
        offsetBeforeMinutes: 60,
        offsetAfterMinutes: 120,
      },
    ],
    invitee: [],
    onDifferentDates: true,
  })
})

test('America changes weeks before Europe', () => {
  const spring = notice(BERLIN, NEW_YORK, '2025-03-01 09:00', '2025-04-01 09:00')
  expect(spring?.host.map(({ instant }) => instant)).toEqual([Date.UTC(2025, 2, 30, 1)])
  expect(spring?.invitee).toEqual([
    { instant: Date.UTC(2025, 2, 9, 7), offsetBeforeMinutes: -300, offsetAfterMinutes: -240 },
  ])
  expect(spring?.onDifferentDates).toBe(true)
})

test('zones that change on the same date are told so, though hours apart', () => {
  const coasts = notice(NEW_YORK, 'America/Los_Angeles', '2025-03-01 09:00', '2025-04-01 09:00')
  expect(coasts?.host).toHaveLength(1)
  expect(coasts?.invitee).toHaveLength(1)
  expect(coasts?.onDifferentDates).toBe(false)
})

test('a half-hour change counts, and every change of a long wait', () => {
  const year = notice('Australia/Lord_Howe', 'UTC', '2025-01-01 09:00', '2025-12-31 09:00')
  expect(year?.host.map((c) => [c.offsetBeforeMinutes, c.offsetAfterMinutes])).toEqual([
    [660, 630],
    [630, 660],
  ])
})

test('the span begins after now and ends with the start', () => {
  const change = Date.UTC(2025, 2, 30, 1)
  const zones = { hostTimeZone: BERLIN, inviteeTimeZone: BERLIN }
  expect(clockChangeNotice({ ...zones, now: change, start: change + 1 })).toBeNull()
  expect(clockChangeNotice({ ...zones, now: change - 2, start: change - 1 })).toBeNull()
  expect(clockChangeNotice({ ...zones, now: change - 1, start: change })?.host).toHaveLength(1)
})

test('a meeting in the past has no notice', () => {
  expect(notice(BERLIN, BERLIN, '2025-06-01 09:00', '2025-03-01 09:00')).toBeNull()
})
