import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { appendEvent } from './append-event.ts'
import type { DomainEvent } from './domain-event.ts'
import { createOutboxKit, nameOf, type OutboxKit, patience } from './outbox.test-kit.ts'

let kit: OutboxKit
beforeAll(async () => {
  kit = await createOutboxKit()
})
afterEach(() => kit.reset())
afterAll(() => kit.close())

test('delivers what was appended, as it was appended, and deletes it', async () => {
  const received: DomainEvent[] = []
  const relay = kit.startRelay(async (event) => void received.push(event))
  await kit.append('a')
  await relay.drain()
  expect(received).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      kind: 'booking.confirmed',
      subject: 'a',
      payload: { bookingId: 'a', hostId: 'host', version: 0 },
      occurredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    },
  ])
  expect(await kit.countRows()).toBe(0)
})

test('an event of a transaction that is rolled back never was', async () => {
  const received: DomainEvent[] = []
  const relay = kit.startRelay(async (event) => void received.push(event))
  const transaction = kit.database.drizzle.transaction(async (transaction) => {
    await appendEvent(transaction, {
      kind: 'account.sign_up_requested',
      subject: 'ada@host.example',
      payload: { email: 'ada@host.example', url: 'https://rendez.example' },
    })
    throw new Error('changed my mind')
  })
  await expect(transaction).rejects.toThrow('changed my mind')
  await relay.drain()
  expect(received).toEqual([])
})

test('finds without a nudge what was there before it started, and what comes later', async () => {
  const received: string[] = []
  await kit.append('a')
  kit.startRelay(async (event) => void received.push(nameOf(event)), { pollSeconds: 0.01 })
  await vi.waitFor(() => expect(received).toEqual(['a0']), patience)
  await kit.append('b')
  await vi.waitFor(() => expect(received).toEqual(['a0', 'b0']), patience)
})

test('keeps the order of a subject, also when an earlier event fails for a while', async () => {
  const received: string[] = []
  let failures = 3
  const relay = kit.startRelay(async (event) => {
    if (nameOf(event) === 'a0' && failures-- > 0) throw new Error('not now')
    received.push(nameOf(event))
  })
  await kit.append('a', 'b', 'a', 'b', 'a')
  await relay.drain()
  expect(received.filter((name) => name.startsWith('a'))).toEqual(['a0', 'a2', 'a4'])
  expect(received.filter((name) => name.startsWith('b'))).toEqual(['b1', 'b3'])
  expect(failures).toBe(-1)
})

test('an event that waits for its next attempt holds back its subject and nobody else', async () => {
  const received: string[] = []
  let working = false
  const relay = kit.startRelay(
    async (event) => {
      if (event.subject === 'a' && !working) throw new Error('not now')
      received.push(nameOf(event))
    },
    { delayAfter: () => 3_600 },
  )
  await kit.append('a', 'a', 'b')
  await relay.drain()
  expect(received).toEqual(['b2'])
  working = true
  await kit.database.sql`update outbox set next_attempt_at = now()`
  await relay.drain()
  expect(received).toEqual(['b2', 'a0', 'a1'])
})

test('gives up after the last attempt, keeps the event with its reason, and goes on', async () => {
  const received: string[] = []
  let attempts = 0
  const relay = kit.startRelay(
    async (event) => {
      if (nameOf(event) === 'a0') {
        attempts += 1
        throw new Error('never')
      }
      received.push(nameOf(event))
    },
    { maxAttempts: 4 },
  )
  await kit.append('a', 'a')
  await relay.drain()
  expect(attempts).toBe(4)
  expect(received).toEqual(['a1'])
  const rows = await kit.database.sql`select attempts, last_error, dead_at from outbox`
  expect(rows).toEqual([{ attempts: 4, last_error: 'Error: never', dead_at: expect.any(Date) }])
})

test('what is no event of this release is tried again, then kept, and harms nobody', async () => {
  const received: string[] = []
  const relay = kit.startRelay(async (event) => void received.push(nameOf(event)), {
    maxAttempts: 2,
  })
  await kit.database.sql`
    insert into outbox (id, kind, subject, payload)
    values (gen_random_uuid(), 'booking.exploded', 'x', '{}')
  `
  await kit.append('a')
  await relay.drain()
  expect(received).toEqual(['a0'])
  const [row] = await kit.database.sql`select kind, attempts, dead_at from outbox`
  expect(row).toEqual({ kind: 'booking.exploded', attempts: 2, dead_at: expect.any(Date) })
})
