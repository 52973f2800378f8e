import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { appendEvent } from '../../outbox/append-event.ts'
import {
  createNotificationsKit,
  hostAddress,
  messagesTo,
  type NotificationsKit,
} from './notifications.test-kit.ts'

let kit: NotificationsKit
beforeAll(async () => {
  kit = await createNotificationsKit()
})
afterEach(() => kit.reset())
afterAll(() => kit.close())

describe('accounts', () => {
  const append = (...events: Parameters<typeof appendEvent>[1][]) =>
    kit.database.drizzle.transaction(async (transaction) => {
      for (const event of events) await appendEvent(transaction, event)
    })

  test('a password reset, a sign-up and a repeated one reach the address they are for', async () => {
    const payload = { email: hostAddress, name: 'Ada', url: 'https://rendez.example/app/x#t=1' }
    await append(
      { kind: 'account.password_reset_requested', subject: 'a', payload },
      { kind: 'account.sign_up_repeated', subject: 'b', payload },
      {
        kind: 'account.sign_up_requested',
        subject: 'c',
        payload: { email: hostAddress, url: payload.url },
      },
    )
    await kit.startRelay().drain()
    const received = messagesTo(kit.server, hostAddress)
    expect(received.map(({ parsed }) => parsed.subject).sort()).toEqual([
      'Confirm your e-mail address',
      'Set a new password',
      'You already have an account',
    ])
    for (const { parsed, recipients } of received) {
      expect(recipients).toEqual([hostAddress])
      expect(parsed.text).toContain(payload.url)
      expect(parsed.attachments).toEqual([])
    }
  })

  test('each request is a message of its own', async () => {
    const event = {
      kind: 'account.password_reset_requested',
      subject: 'a',
      payload: { email: hostAddress, name: 'Ada', url: 'https://rendez.example/app/x#t=1' },
    } as const
    await append(event, event)
    await kit.startRelay().drain()
    const ids = messagesTo(kit.server, hostAddress).map(({ parsed }) => parsed.messageId)
    expect(new Set(ids).size).toBe(2)
  })
})
