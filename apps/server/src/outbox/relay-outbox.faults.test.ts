import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { connectDatabase } from '../db/client.ts'
import { createTestDatabase } from '../db/test-database.ts'
import type { EventHandler } from '../ports/message-bus.ts'
import { appendEvent } from './append-event.ts'
import { createOutboxKit, nameOf, type OutboxKit, patience } from './outbox.test-kit.ts'

let kit: OutboxKit
beforeAll(async () => {
  kit = await createOutboxKit()
})
afterEach(() => kit.reset())
afterAll(() => kit.close())

test('several relays share the work, none delivers what another is delivering', async () => {
  const running = new Set<string>()
  const received: string[] = []
  const handler: EventHandler = async (event) => {
    expect(running.has(event.id)).toBe(false)
    running.add(event.id)
    await new Promise(setImmediate)
    running.delete(event.id)
    received.push(nameOf(event))
  }
  const subjects = Array.from({ length: 120 }, (_, index) => `s${index % 15}-`)
  await kit.append(...subjects)
  const crowd = Array.from({ length: 4 }, () => kit.startRelay(handler, { concurrency: 3 }))
  await Promise.all(crowd.map((relay) => relay.drain()))
  expect(await kit.countRows()).toBe(0)
  expect([...received].sort()).toEqual(subjects.map((subject, at) => `${subject}${at}`).sort())
  for (const subject of new Set(subjects)) {
    const places = received
      .filter((name) => name.startsWith(subject))
      .map((name) => Number(name.slice(subject.length)))
    expect(places).toEqual(places.toSorted((one, other) => one - other))
  }
})

test('a delivery that outlasts its lease is not taken by another relay', async () => {
  const release = Promise.withResolvers<void>()
  let deliveries = 0
  const handler: EventHandler = async () => {
    deliveries += 1
    await release.promise
  }
  await kit.append('a')
  kit.startRelay(handler, { leaseSeconds: 1.5 })
  await vi.waitFor(() => expect(deliveries).toBe(1), patience)
  const other = kit.startRelay(handler, { leaseSeconds: 1.5 })
  const [lease] = await kit.database.sql`select next_attempt_at as until from outbox`
  await vi.waitFor(async () => {
    const [clock] = await kit.database.sql`select now() > ${lease?.until} as over`
    expect(clock?.over).toBe(true)
  }, patience)
  await other.drain()
  expect(deliveries).toBe(1)
  release.resolve()
  await vi.waitFor(async () => expect(await kit.countRows()).toBe(0), patience)
})

test('what a process had when it died is delivered by another when the lease is over', async () => {
  await kit.append('a')
  // What a claim leaves behind when nobody lives to finish it.
  await kit.database.sql`
    update outbox set attempts = 1, next_attempt_at = now() + interval '1 minute'
  `
  const received: string[] = []
  const relay = kit.startRelay(async (event) => void received.push(nameOf(event)), {
    pollSeconds: 0.02,
  })
  await relay.drain()
  expect(received).toEqual([])
  await kit.database.sql`update outbox set next_attempt_at = now()`
  await vi.waitFor(() => expect(received).toEqual(['a0']), patience)
})

test('a delivery that was done but not noted is done again, never lost', async () => {
  const received: string[] = []
  await kit.append('a')
  const relay = kit.startRelay(async (event) => {
    received.push(nameOf(event))
    // As after a crash between delivery and delete: nobody has deleted it, the lease is over.
    if (received.length === 1) {
      await kit.database.sql`
        with gone as (delete from outbox returning *)
        insert into outbox (id, kind, subject, payload, attempts)
        select id, kind, subject, payload, attempts from gone
      `
    }
  })
  await relay.drain()
  expect(received).toEqual(['a0', 'a0'])
})

test('what was delivered is noted when that succeeds at last, and not delivered again', async () => {
  const received: string[] = []
  const database = kit.refuse('delete from outbox', 3)
  await kit.append('a', 'b')
  const relay = kit.startRelay(async (event) => void received.push(nameOf(event)), {
    database,
    leaseSeconds: 0.3,
    pollSeconds: 0.2,
  })
  await relay.drain()
  expect([received.toSorted(), database.countRefusals()]).toEqual([['a0', 'b1'], 3])
  expect(await kit.countRows()).toBe(0)
})

test('stop waits for what is being delivered and takes nothing more', async () => {
  const release = Promise.withResolvers<void>()
  const received: string[] = []
  await kit.append('a')
  const relay = kit.startRelay(
    async (event) => {
      await release.promise
      received.push(nameOf(event))
    },
    { concurrency: 1 },
  )
  await vi.waitFor(async () => {
    const [row] = await kit.database.sql`select attempts from outbox`
    expect(row?.attempts).toBe(1)
  }, patience)
  const stopped = relay.stop()
  await kit.append('b')
  relay.nudge()
  release.resolve()
  await stopped
  expect(received).toEqual(['a0'])
  expect(await kit.countRows()).toBe(1)
  await relay.drain()
})

test('a database that is away stops nothing for good', async () => {
  const other = await createTestDatabase()
  const reachable = connectDatabase(other.url)
  const received: string[] = []
  let away = true
  let refusals = 0
  const refuse = () => {
    refusals += 1
    return Promise.reject(new Error('away'))
  }
  const sql = new Proxy(reachable.sql, {
    apply: (target, self, parameters) =>
      away ? refuse() : Reflect.apply(target, self, parameters),
    get: (target, name) => (away && name === 'unsafe' ? refuse : Reflect.get(target, name)),
  })
  const relay = kit.startRelay(async (event) => void received.push(nameOf(event)), {
    database: { sql },
    pollSeconds: 0.01,
  })
  const drained = relay.drain()
  await reachable.drizzle.transaction((transaction) =>
    appendEvent(transaction, {
      kind: 'booking.cancelled',
      subject: 'a',
      payload: { bookingId: 'a', hostId: 'host', version: 1 },
    }),
  )
  await vi.waitFor(() => expect(refusals).toBeGreaterThan(1), patience)
  expect(received).toEqual([])
  away = false
  await drained
  expect(received).toEqual(['a1'])
  await relay.stop()
  await reachable.close()
  await other.drop()
})
