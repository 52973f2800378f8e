import { expect, test } from 'vitest'
import { deriveMessageId } from './derive-message-id.ts'

const message = { eventId: 'event', template: 'booking.confirmed.host', recipient: 'a@b.example' }

test('is the same for the same message and another for any other', () => {
  const id = deriveMessageId(message, 'mail@rendez.example')
  expect(id).toMatch(/^[0-9a-f]{40}@rendez\.example$/)
  expect(deriveMessageId({ ...message }, 'mail@rendez.example')).toBe(id)
  for (const change of [{ eventId: 'x' }, { template: 'x' }, { recipient: 'x' }]) {
    expect(deriveMessageId({ ...message, ...change }, 'mail@rendez.example')).not.toBe(id)
  }
})
