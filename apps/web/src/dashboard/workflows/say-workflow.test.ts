import { expect, test } from 'vitest'
import { sayMessage, sayMoment } from './say-workflow.ts'

test.each([
  ['booked', 0, 'As soon as it is booked'],
  ['moved', 10, '10 minutes after it is moved'],
  ['cancelled', 60, '1 hour after it is cancelled'],
  ['before_start', 120, '2 hours before the start'],
  ['after_end', 1440, '1 day after the end'],
] as const)('%s and %i minutes are said as people do', (trigger, offsetMinutes, said) => {
  expect(sayMoment({ trigger, offsetMinutes })).toBe(said)
})

test('what is sent, and to whom', () => {
  expect(sayMessage({ channel: 'mail', recipient: 'invitee' })).toBe('Mail to the guest')
  expect(sayMessage({ channel: 'sms', recipient: 'host' })).toBe('SMS to you')
})
