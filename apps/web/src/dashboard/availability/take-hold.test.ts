import { expect, test } from 'vitest'
import { takeHold } from './take-hold.ts'
import { eachWeekday } from './weekdays.ts'

const week = {
  ...eachWeekday(() => []),
  monday: [{ start: 540, end: 720 }],
  friday: [{ start: 1320, end: 1560 }],
}
const at = (minute: number, weekday: 'monday' | 'friday' = 'monday') =>
  takeHold(week, { weekday, minute })

test('takes an edge near it, the interval in its middle, and draws elsewhere', () => {
  expect(at(545)).toMatchObject({ kind: 'resize', edge: 'start' })
  expect(at(600)).toMatchObject({ kind: 'move' })
  expect(at(715)).toMatchObject({ kind: 'resize', edge: 'end' })
  expect(at(720)).toMatchObject({ kind: 'create' })
  expect(at(400)).toMatchObject({ kind: 'create' })
})

test('leaves the end of a night, which lies on the day after, to the typed field', () => {
  expect(at(1439, 'friday')).toMatchObject({ kind: 'move' })
})
