import { expect, test } from 'vitest'
import { isRepeatedTime } from './is-repeated-time.ts'

const repeatedOf = (timeZone: string, instants: string[]) =>
  instants.filter((instant) => isRepeatedTime(Date.parse(instant), timeZone))

test('the hour that clocks go back over is repeated, both times round, and no other', () => {
  const night = ['04:59', '05:00', '05:59', '06:00', '06:59', '07:00'].map(
    (time) => `2027-11-07T${time}:00Z`,
  )
  expect(repeatedOf('America/New_York', night)).toEqual(night.slice(1, 5))
})

test('clocks that go back by half an hour repeat half an hour', () => {
  const night = ['14:29', '14:30', '14:59', '15:00', '15:29', '15:30'].map(
    (time) => `2027-04-03T${time}:00Z`,
  )
  expect(repeatedOf('Australia/Lord_Howe', night)).toEqual(night.slice(1, 5))
})

test('clocks that go forward, or stand, repeat nothing', () => {
  const spring = ['2027-03-14T06:30:00Z', '2027-03-14T07:30:00Z']
  expect(repeatedOf('America/New_York', spring)).toEqual([])
  expect(repeatedOf('UTC', spring)).toEqual([])
})
