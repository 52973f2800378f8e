import { expect, test } from 'vitest'
import { createTestClock } from '../../adapters/clock/test-clock.ts'
import { limitMails } from './limit-mails.ts'

test('five mails an hour to one address, others unharmed', () => {
  const clock = createTestClock('2027-03-01T09:00:00Z')
  const limit = limitMails(clock)
  for (let mail = 0; mail < 5; mail += 1) limit('ada@example.org')
  expect(() => limit('ada@example.org')).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }))
  limit('grace@example.org')

  clock.set('2027-03-01T09:59:59Z')
  expect(() => limit('ada@example.org')).toThrow()
  clock.set('2027-03-01T10:00:00Z')
  limit('ada@example.org')
})

test('remembers a bounded number of addresses', () => {
  const limit = limitMails(createTestClock('2027-03-01T09:00:00Z'))
  for (let mail = 0; mail < 5; mail += 1) limit('first@example.org')
  for (let number = 0; number < 10_001; number += 1) limit(`${number}@example.org`)
  expect(() => limit('first@example.org')).not.toThrow()
})
