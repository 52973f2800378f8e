import { expect, test } from 'vitest'
import { createInProcessBus } from './in-process-bus.ts'
import { describeMessageBus } from './message-bus.suite.ts'

describeMessageBus('in-process bus', async () => createInProcessBus())

test('publishing fails with the reason of the handler that failed', async () => {
  const bus = createInProcessBus()
  bus.subscribe('unlucky', async () => {
    throw new Error('not now')
  })
  const event = {
    id: 'event',
    kind: 'account.sign_up_requested',
    subject: 'ada@host.example',
    payload: { email: 'ada@host.example', url: 'https://rendez.example' },
    occurredAt: '2026-04-01T08:00:00.000Z',
  } as const
  await expect(bus.publish(event)).rejects.toThrow('not now')
  bus.subscribe('also unlucky', async () => {
    throw new Error('nor now')
  })
  await expect(bus.publish(event)).rejects.toThrow(AggregateError)
})
