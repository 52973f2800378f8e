import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createInProcessBus } from '../adapters/message-bus/in-process-bus.ts'
import { connectDatabase, type Database } from '../db/client.ts'
import { createTestDatabase, type TestDatabase } from '../db/test-database.ts'
import type { EventHandler } from '../ports/message-bus.ts'
import { appendEvent } from './append-event.ts'
import type { DomainEvent } from './domain-event.ts'
import { createOutboxRelay, type OutboxRelay } from './relay-outbox.ts'

const log = pino({ level: 'silent' })

/** Milliseconds to wait for a condition, on a machine that is busy with other tests. */
const patience = 10_000

let testDatabase: TestDatabase
let database: Database
let relays: OutboxRelay[]

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = connectDatabase(testDatabase.url)
})
afterAll(async () => {
  await database.close()
  await testDatabase.drop()
})
beforeEach(async () => {
  relays = []
  await database.sql`truncate outbox restart identity`
})
afterEach(() => Promise.all(relays.map((relay) => relay.stop())))

type Settings = Partial<Parameters<typeof createOutboxRelay>[0]>

/** A relay that retries at once and looks only when it is told to. */
function startRelay(handler: EventHandler, settings: Settings = {}): OutboxRelay {
  const bus = createInProcessBus()
  bus.subscribe('test', handler)
  const options = { database, bus, log, pollSeconds: 3_600, delayAfter: () => 0, ...settings }
  const relay = createOutboxRelay(options)
  relays.push(relay)
  return relay
}

/** One event for each subject, in order; its version is its place. */
async function append(...subjects: string[]): Promise<void> {
  for (const [version, subject] of subjects.entries()) {
    await database.drizzle.transaction((transaction) =>
      appendEvent(transaction, {
        kind: 'booking.confirmed',
        subject,
        payload: { bookingId: subject, hostId: 'host', version },
      }),
    )
  }
}

const countRows = async () => {
  const [row] = await database.sql<{ count: number }[]>`select count(*)::int as count from outbox`
  return row?.count
}

const nameOf = ({ subject, payload }: DomainEvent) =>
  'version' in payload ? `${subject}${payload.version}` : subject

test('delivers what was appended, as it was appended, and deletes it', async () => {
  const received: DomainEvent[] = []
  const relay = startRelay(async (event) => void received.push(event))
  await append('a')
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
  expect(await countRows()).toBe(0)
})

test('an event of a transaction that is rolled back never was', async () => {
  const received: DomainEvent[] = []
  const relay = startRelay(async (event) => void received.push(event))
  const transaction = database.drizzle.transaction(async (transaction) => {
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
  await append('a')
  startRelay(async (event) => void received.push(nameOf(event)), { pollSeconds: 0.01 })
  await vi.waitFor(() => expect(received).toEqual(['a0']), patience)
  await append('b')
  await vi.waitFor(() => expect(received).toEqual(['a0', 'b0']), patience)
})

test('keeps the order of a subject, also when an earlier event fails for a while', async () => {
  const received: string[] = []
  let failures = 3
  const relay = startRelay(async (event) => {
    if (nameOf(event) === 'a0' && failures-- > 0) throw new Error('not now')
    received.push(nameOf(event))
  })
  await append('a', 'b', 'a', 'b', 'a')
  await relay.drain()
  expect(received.filter((name) => name.startsWith('a'))).toEqual(['a0', 'a2', 'a4'])
  expect(received.filter((name) => name.startsWith('b'))).toEqual(['b1', 'b3'])
  expect(failures).toBe(-1)
})

test('an event that waits for its next attempt holds back its subject and nobody else', async () => {
  const received: string[] = []
  let working = false
  const relay = startRelay(
    async (event) => {
      if (event.subject === 'a' && !working) throw new Error('not now')
      received.push(nameOf(event))
    },
    { delayAfter: () => 3_600 },
  )
  await append('a', 'a', 'b')
  await relay.drain()
  expect(received).toEqual(['b2'])
  working = true
  await database.sql`update outbox set next_attempt_at = now()`
  await relay.drain()
  expect(received).toEqual(['b2', 'a0', 'a1'])
})

test('gives up after the last attempt, keeps the event with its reason, and goes on', async () => {
  const received: string[] = []
  let attempts = 0
  const relay = startRelay(
    async (event) => {
      if (nameOf(event) === 'a0') {
        attempts += 1
        throw new Error('never')
      }
      received.push(nameOf(event))
    },
    { maxAttempts: 4 },
  )
  await append('a', 'a')
  await relay.drain()
  expect(attempts).toBe(4)
  expect(received).toEqual(['a1'])
  const rows = await database.sql`select attempts, last_error, dead_at from outbox`
  expect(rows).toEqual([{ attempts: 4, last_error: 'Error: never', dead_at: expect.any(Date) }])
})

test('what is no event of this release is tried again, then kept, and harms nobody', async () => {
  const received: string[] = []
  const relay = startRelay(async (event) => void received.push(nameOf(event)), { maxAttempts: 2 })
  await database.sql`
    insert into outbox (id, kind, subject, payload)
    values (gen_random_uuid(), 'booking.exploded', 'x', '{}')
  `
  await append('a')
  await relay.drain()
  expect(received).toEqual(['a0'])
  const [row] = await database.sql`select kind, attempts, dead_at from outbox`
  expect(row).toEqual({ kind: 'booking.exploded', attempts: 2, dead_at: expect.any(Date) })
})

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
  await append(...subjects)
  const crowd = Array.from({ length: 4 }, () => startRelay(handler, { concurrency: 3 }))
  await Promise.all(crowd.map((relay) => relay.drain()))
  expect(await countRows()).toBe(0)
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
  await append('a')
  startRelay(handler, { leaseSeconds: 1.5 })
  await vi.waitFor(() => expect(deliveries).toBe(1), patience)
  const other = startRelay(handler, { leaseSeconds: 1.5 })
  const [lease] = await database.sql`select next_attempt_at as until from outbox`
  await vi.waitFor(async () => {
    const [clock] = await database.sql`select now() > ${lease?.until} as over`
    expect(clock?.over).toBe(true)
  }, patience)
  await other.drain()
  expect(deliveries).toBe(1)
  release.resolve()
  await vi.waitFor(async () => expect(await countRows()).toBe(0), patience)
})

test('what a process had when it died is delivered by another when the lease is over', async () => {
  await append('a')
  // What a claim leaves behind when nobody lives to finish it.
  await database.sql`
    update outbox set attempts = 1, next_attempt_at = now() + interval '200 milliseconds'
  `
  const received: string[] = []
  const relay = startRelay(async (event) => void received.push(nameOf(event)), {
    pollSeconds: 0.02,
  })
  await relay.drain()
  expect(received).toEqual([])
  await vi.waitFor(() => expect(received).toEqual(['a0']), patience)
})

test('a delivery that was done but not noted is done again, never lost', async () => {
  const received: string[] = []
  await append('a')
  const relay = startRelay(async (event) => {
    received.push(nameOf(event))
    // As after a crash between delivery and delete: nobody has deleted it, the lease is over.
    if (received.length === 1) {
      await database.sql`
        with gone as (delete from outbox returning *)
        insert into outbox (id, kind, subject, payload, attempts)
        select id, kind, subject, payload, attempts from gone
      `
    }
  })
  await relay.drain()
  expect(received).toEqual(['a0', 'a0'])
})

test('stop waits for what is being delivered and takes nothing more', async () => {
  const release = Promise.withResolvers<void>()
  const received: string[] = []
  await append('a')
  const relay = startRelay(
    async (event) => {
      await release.promise
      received.push(nameOf(event))
    },
    { concurrency: 1 },
  )
  await vi.waitFor(async () => {
    const [row] = await database.sql`select attempts from outbox`
    expect(row?.attempts).toBe(1)
  }, patience)
  const stopped = relay.stop()
  await append('b')
  relay.nudge()
  release.resolve()
  await stopped
  expect(received).toEqual(['a0'])
  expect(await countRows()).toBe(1)
  await relay.drain()
})

test('a database that is away stops nothing for good', async () => {
  const other = await createTestDatabase()
  const reachable = connectDatabase(other.url)
  const received: string[] = []
  const sql = new Proxy(reachable.sql, {
    apply: (target, self, parameters) =>
      away ? Promise.reject(new Error('away')) : Reflect.apply(target, self, parameters),
  })
  let away = true
  const relay = startRelay(async (event) => void received.push(nameOf(event)), {
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
  away = false
  await drained
  expect(received).toEqual(['a1'])
  await relay.stop()
  await reachable.close()
  await other.drop()
})
