import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createInProcessBus } from '../adapters/message-bus/in-process-bus.ts'
import type { DomainEvent } from './domain-event.ts'
import { beginHandling, finishHandling } from './inbox.repository.ts'
import { type ClaimedRow, claimRows, noteDispatched } from './outbox.repository.ts'
import { createOutboxKit, nameOf, type OutboxKit } from './outbox.test-kit.ts'
import { pauseQueue, resumeQueue } from './queue.repository.ts'
import { createReceiver } from './receive-event.ts'
import type { OutboxRelay } from './relay-outbox.ts'

const MOST = 3
const HOUR = 3_600
let kit: OutboxKit
let eventId: string
let message: ClaimedRow['event'] | undefined
let published: DomainEvent[]

beforeAll(async () => {
  kit = await createOutboxKit()
})
afterEach(() => kit.reset())
afterAll(() => kit.close())

/** As by a newer release, which has a consumer more. */
async function publishByNewerRelease(): Promise<void> {
  const { sql } = kit.database
  await sql`update outbox set next_attempt_at = now()`
  const rows = await claimRows(sql, 1, 60, ['mail', 'webhooks'])
  await noteDispatched(sql, rows, HOUR)
  message = rows[0]?.event
  eventId = message?.id ?? ''
}

/** A newer release has published the first of two events, and is gone. */
async function leaveToOlderRelease(): Promise<void> {
  await kit.append('a', 'a')
  await kit.database.sql`update outbox set occurred_at = now() - interval '2 hours'`
  await publishByNewerRelease()
}

/** The older release, which has one consumer; its broker keeps what is published. */
function startOlderRelease(isReady = () => true): OutboxRelay {
  published = []
  const bus = {
    ...createInProcessBus(),
    publish: async (event: DomainEvent) => void published.push(event),
    laterConsumers: () => ['mail'],
    isReady,
  }
  return kit.startRelay(async () => {}, { bus, maxAttempts: MOST, redeliverySeconds: HOUR })
}

async function handleMail(): Promise<void> {
  await beginHandling(kit.database.sql, { eventId, consumer: 'mail' }, 60)
  await finishHandling(kit.database.sql, { eventId, consumer: 'mail' }, HOUR)
}

async function redeliver(relay: OutboxRelay, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await kit.database.sql`update outbox set next_attempt_at = now()`
    await relay.drain()
  }
}

const readDead = () => kit.database.sql`select id, last_error from outbox where dead_at is not null`

test('an event that waits for a consumer of another release is given up, and the next one leaves', async () => {
  await leaveToOlderRelease()
  await handleMail()
  const relay = startOlderRelease()
  await redeliver(relay, MOST - 1)
  expect([await readDead(), published]).toEqual([[], []])
  await redeliver(relay, 1)
  const reason = 'this release has no consumer webhooks'
  expect(await readDead()).toEqual([{ id: eventId, last_error: reason }])
  expect(published.map(nameOf)).toEqual(['a1'])
})

test('its own release has all of its attempts, and the older one begins to count again', async () => {
  await leaveToOlderRelease()
  await handleMail()
  const older = startOlderRelease()
  const receive = createReceiver({
    database: kit.database,
    log: pino({ level: 'silent' }),
    maxAttempts: MOST,
    delayAfter: () => 0,
  })
  for (let attempt = 1; attempt < MOST; attempt += 1) {
    await redeliver(older, MOST - 1)
    await publishByNewerRelease()
    await receive('webhooks', message, async () => {
      throw new Error('not now')
    })
  }
  await redeliver(older, MOST - 1)
  expect(await readDead()).toEqual([])
  await receive('webhooks', message, async () => {})
  expect(await kit.countRows()).toBe(1)
})

test('it is not given up while this release has something to do with it, or it is in hand', async () => {
  await leaveToOlderRelease()
  const relay = startOlderRelease()
  await redeliver(relay, MOST + 2)
  expect(await readDead()).toEqual([])
  await handleMail()
  await beginHandling(kit.database.sql, { eventId, consumer: 'webhooks' }, HOUR)
  await redeliver(relay, MOST + 2)
  expect(await readDead()).toEqual([])
})

test('neither a broker that is away nor a pause counts against it', async () => {
  await leaveToOlderRelease()
  await handleMail()
  let looks = 0
  const away = startOlderRelease(() => {
    looks += 1
    return false
  })
  await kit.database.sql`update outbox set next_attempt_at = now()`
  await expect
    .poll(() => {
      away.nudge()
      return looks
    })
    .toBeGreaterThan(MOST + 1)
  await pauseQueue(kit.database.sql)
  await redeliver(startOlderRelease(), MOST + 2)
  await resumeQueue(kit.database.sql)
  const rows = await kit.database.sql`select attempts from outbox where id = ${eventId}`
  expect([rows, await readDead()]).toEqual([[{ attempts: 0 }], []])
})
