import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { EventHandler, MessageBus } from '../ports/message-bus.ts'
import type { DomainEvent } from './domain-event.ts'
import { createOutboxKit, nameOf, type OutboxKit } from './outbox.test-kit.ts'
import { pauseQueue, readQueueStatus, resumeQueue, reviveEvents } from './queue.repository.ts'
import { createReceiver } from './receive-event.ts'
import { createOutboxRelay } from './relay-outbox.ts'

const log = pino({ level: 'silent' })

let kit: OutboxKit
beforeAll(async () => {
  kit = await createOutboxKit()
})
afterEach(() => kit.reset())
afterAll(() => kit.close())

/** A broker that keeps what is published until the test hands it out, as often as it likes. */
function startWithBroker(consumers: string[], isReady = () => true) {
  const published: DomainEvent[] = []
  const bus: MessageBus = {
    subscribe: () => {},
    publish: async (event) => void published.push(event),
    isReady,
    ping: async () => {},
    laterConsumers: () => consumers,
    countMessages: async () => [],
    close: async () => {},
  }
  const relay = createOutboxRelay({ database: kit.database, bus, log, pollSeconds: 3_600 })
  return { published, relay }
}

const receiver = (settings: Partial<Parameters<typeof createReceiver>[0]> = {}) =>
  createReceiver({ database: kit.database, log, delayAfter: () => 0, ...settings })

/** As if the time of every attempt and lease had come. */
async function passTime(): Promise<void> {
  await kit.database.sql`update inbox set next_attempt_at = now()`
  await kit.database.sql`update outbox set next_attempt_at = now()`
}

test('an event stays in the outbox until every consumer has handled it', async () => {
  const { published, relay } = startWithBroker(['mail', 'webhooks'])
  await kit.append('a')
  await relay.drain()
  const receive = receiver()
  const handled: string[] = []
  await receive('mail', published[0], async () => void handled.push('mail'))
  expect(await kit.countRows()).toBe(1)
  await receive('webhooks', published[0], async () => void handled.push('webhooks'))
  expect(await kit.countRows()).toBe(0)
  expect(await kit.database.sql`select from inbox`).toHaveLength(0)
  expect(handled).toEqual(['mail', 'webhooks'])
  await relay.stop()
})

test('what comes twice, one after the other or at the same time, is handled once', async () => {
  const { published, relay } = startWithBroker(['mail', 'webhooks'])
  await kit.append('a')
  await relay.drain()
  const receive = receiver()
  let handled = 0
  const finished = Promise.withResolvers<void>()
  const handler: EventHandler = async () => {
    handled += 1
    await finished.promise
  }
  const first = receive('mail', published[0], handler)
  await expect.poll(() => handled).toBe(1)
  await receive('mail', published[0], handler)
  finished.resolve()
  await first
  await receive('mail', published[0], handler)
  await receive('webhooks', published[0], async () => {})
  await receive('mail', published[0], handler)
  expect(handled).toBe(1)
  await relay.stop()
})

test('the next event of a subject is published when the one before it is handled', async () => {
  const { published, relay } = startWithBroker(['mail'])
  await kit.append('a', 'a', 'b')
  await relay.drain()
  expect(published.map(nameOf)).toEqual(['a0', 'b2'])
  const receive = receiver({ delayAfter: () => 3_600 })
  await receive('mail', published[0], async () => {
    throw new Error('not now')
  })
  await relay.drain()
  expect(published).toHaveLength(2)
  await passTime()
  await relay.drain()
  expect(published.map(nameOf)).toEqual(['a0', 'b2', 'a0', 'b2'])
  await receive('mail', published[2], async () => {})
  await relay.drain()
  expect(published.map(nameOf)).toEqual(['a0', 'b2', 'a0', 'b2', 'a1'])
  await relay.stop()
})

test('a consumer that fails gets the event again in its own time, the others do not', async () => {
  const { published, relay } = startWithBroker(['mail', 'webhooks'])
  await kit.append('a')
  await relay.drain()
  const receive = receiver()
  const handled: string[] = []
  await receive('webhooks', published[0], async () => void handled.push('webhooks'))
  await receive('mail', published[0], async () => {
    throw new Error('not now')
  })
  const [row] = await kit.database.sql`select last_error, dead_at from outbox`
  expect(row).toEqual({ last_error: 'mail: Error: not now', dead_at: null })
  await relay.drain()
  expect(published).toHaveLength(2)
  for (const name of ['mail', 'webhooks']) {
    await receive(name, published[1], async () => void handled.push(name))
  }
  expect(handled).toEqual(['webhooks', 'mail'])
  expect(await kit.countRows()).toBe(0)
  await relay.stop()
})

test('whoever died with an event in hand has it taken over when the lease is over', async () => {
  const { published, relay } = startWithBroker(['mail'])
  await kit.append('a')
  await relay.drain()
  const receive = receiver()
  let handled = 0
  // Hangs for ever: as good as dead.
  void receive('mail', published[0], () => new Promise(() => {}))
  await expect
    .poll(async () => (await kit.database.sql`select from inbox where attempts = 1`).length)
    .toBe(1)
  await receive('mail', published[0], async () => {
    handled += 1
  })
  expect(handled).toBe(0)
  await passTime()
  await relay.drain()
  expect(published).toHaveLength(2)
  await receive('mail', published[1], async () => {
    handled += 1
  })
  expect(handled).toBe(1)
  expect(await kit.countRows()).toBe(0)
  await relay.stop()
})

test('whoever died after it had noted its work leaves nothing behind', async () => {
  const { published, relay } = startWithBroker(['mail'])
  await kit.append('a')
  await relay.drain()
  await kit.database.sql`update inbox set handled_at = now()`
  let handled = 0
  await receiver()('mail', published[0], async () => {
    handled += 1
  })
  expect([handled, await kit.countRows()]).toEqual([0, 0])
  await relay.stop()
})

test('gives up after the last attempt, keeps the reason, goes on, and can be revived', async () => {
  const { published, relay } = startWithBroker(['mail'])
  await kit.append('a', 'a')
  const receive = receiver({ maxAttempts: 3 })
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    await relay.drain()
    await receive('mail', published.at(-1), async () => {
      throw new Error('never')
    })
  }
  await relay.drain()
  expect(published.map(nameOf)).toEqual(['a0', 'a0', 'a0', 'a1'])
  // A message of it that is still about changes nothing.
  await receive('mail', published[0], async () => {})
  expect(await readQueueStatus(kit.database.sql)).toMatchObject({ waiting: 1, dead: 1 })
  const [dead] = await kit.database.sql`select id, last_error from outbox where dead_at is not null`
  expect(dead?.last_error).toBe('mail: Error: never')

  await reviveEvents(kit.database.sql, [dead?.id])
  await relay.drain()
  await receive('mail', published.at(-1), async () => {})
  expect(published.map(nameOf).at(-1)).toBe('a0')
  expect(await readQueueStatus(kit.database.sql)).toMatchObject({ waiting: 1, dead: 0 })
  await relay.stop()
})

test('a message that is no event is not understood', async () => {
  for (const message of [undefined, null, 'event', { kind: 'booking.exploded' }]) {
    const handle = async () => expect.unreachable()
    expect(await receiver()('mail', message, handle)).toEqual({
      understood: false,
      reason: 'no event of this release',
    })
  }
})

test('nothing is taken while the broker is away, and no attempt is lost to it', async () => {
  let ready = false
  let asked = 0
  const { published, relay } = startWithBroker(['mail'], () => {
    asked += 1
    return ready
  })
  await kit.append('a')
  await expect
    .poll(() => {
      relay.nudge()
      return asked
    })
    .toBeGreaterThan(3)
  const [row] = await kit.database.sql`select attempts, next_attempt_at <= now() as due from outbox`
  expect([published, row]).toEqual([[], { attempts: 0, due: true }])
  ready = true
  await relay.drain()
  expect(published).toHaveLength(1)
  await relay.stop()
})

test('a pause stops every relay, and its end lets them go on', async () => {
  expect(await pauseQueue(kit.database.sql)).toBe(true)
  expect(await pauseQueue(kit.database.sql)).toBe(false)
  const received: string[] = []
  const relays = [1, 2].map(() =>
    kit.startRelay(async (event) => void received.push(nameOf(event))),
  )
  await kit.append('a')
  await Promise.all(relays.map((relay) => relay.drain()))
  expect(received).toEqual([])
  expect(await readQueueStatus(kit.database.sql)).toMatchObject({
    pausedAt: expect.stringContaining('T'),
    waiting: 1,
  })
  expect(await resumeQueue(kit.database.sql)).toBe(true)
  expect(await resumeQueue(kit.database.sql)).toBe(false)
  await Promise.all(relays.map((relay) => relay.drain()))
  expect(received).toEqual(['a0'])
})
