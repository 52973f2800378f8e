import { expect, test } from 'vitest'
import { summariseWeek } from './summarise-week.ts'
import { eachWeekday } from './weekdays.ts'

const office = { start: '09:00', end: '17:00' }

test('days in a row with the same hours share a line, free days have none', () => {
  const hours = { ...eachWeekday(() => [office]), wednesday: [], saturday: [], sunday: [] }
  expect(summariseWeek(hours, 'monday', '24h')).toEqual([
    { days: 'Mon – Tue', hours: '09:00 – 17:00' },
    { days: 'Thu – Fri', hours: '09:00 – 17:00' },
  ])
})

test('follows the start of the week and the clock of the host', () => {
  const hours = { ...eachWeekday(() => []), saturday: [office], sunday: [office] }
  expect(summariseWeek(hours, 'sunday', '12h')).toEqual([
    { days: 'Sun', hours: '9:00 am – 5:00 pm' },
    { days: 'Sat', hours: '9:00 am – 5:00 pm' },
  ])
})
