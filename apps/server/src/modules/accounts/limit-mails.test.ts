import { expect, test } from 'vitest'
import { createTestClock } from '../../adapters/clock/test-clock.ts'
import { createInProcessStore } from '../../adapters/key-value-store/in-process-store.ts'
import { limitMails } from './limit-mails.ts'

test('five mails at once to one address, one more every twelve minutes, others unharmed', async () => {
  const clock = createTestClock('2027-03-01T09:00:00Z')
  const limit = limitMails(createInProcessStore({ clock }).takeToken)
  const refusedFor = (retryAfterSeconds: number) =>
    expect.objectContaining({ code: 'RATE_LIMITED', details: { retryAfterSeconds } })
  for (let mail = 0; mail < 5; mail += 1) await limit('ada@example.org')
  await expect(limit('ada@example.org')).rejects.toThrow(refusedFor(720))
  await limit('grace@example.org')

  clock.set('2027-03-01T09:11:59Z')
  await expect(limit('ada@example.org')).rejects.toThrow(refusedFor(1))
  clock.set('2027-03-01T09:12:00Z')
  await limit('ada@example.org')
  await expect(limit('ada@example.org')).rejects.toThrow(refusedFor(720))
})
