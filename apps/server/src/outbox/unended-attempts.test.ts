import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ReceiveEvent } from '../ports/message-bus.ts'
import { beginHandling } from './inbox.repository.ts'
import { type ClaimedRow, claimRows } from './outbox.repository.ts'
import { createOutboxKit, nameOf, type OutboxKit, patience } from './outbox.test-kit.ts'
import { reviveEvents } from './queue.repository.ts'
import { createReceiver } from './receive-event.ts'
import { MAX_ATTEMPTS } from './retry-delay.ts'

const GIVEN_UP = 'the process ended, or lost the database, in each of the last 5 attempts'
let kit: OutboxKit

beforeAll(async () => {
  kit = await createOutboxKit()
})
afterEach(() => kit.reset())
afterAll(() => kit.close())

/** As if the time of every attempt and lease had come. */
async function passTime(): Promise<void> {
  await kit.database.sql`update inbox set next_attempt_at = now()`
  await kit.database.sql`update outbox set next_attempt_at = now()`
}

const readOutbox = () =>
  kit.database.sql`
    select attempts, unended_attempts, last_error, dead_at is not null as dead from outbox
    order by position`

describe('the relay', () => {
  async function runUntilTheEnd(): Promise<number | string> {
    const program = fileURLToPath(new URL('./die-in-handler.test-kit.ts', import.meta.url))
    const child = spawn(process.execPath, [program, kit.url], { stdio: 'inherit' })
    const [code, signal] = await once(child, 'exit')
    await passTime()
    return signal ?? code
  }

  test('an event that kills its process is given up, and nothing else with it', async () => {
    await kit.append('deadly', 'bystander', 'deadly')
    const { sql } = kit.database
    // Both were in hand when four processes died; nobody knows of which.
    await sql`
      update outbox set attempts = 4, unended_attempts = 4
      where position < (select max(position) from outbox)`
    expect([await runUntilTheEnd(), await runUntilTheEnd()]).toEqual(['SIGKILL', 0])
    const rows =
      await sql`select last_error from outbox where subject = 'deadly' or dead_at is not null`
    expect(rows).toEqual([{ last_error: GIVEN_UP }])
  }, 120_000)

  test('what may have ended a process is tried alone, what is new is not kept waiting', async () => {
    await kit.append('a', 'b', 'c', 'new')
    const { sql } = kit.database
    await sql`update outbox set attempts = 1, unended_attempts = 1 where subject <> 'new'`
    const makeDue = () => sql`
      update outbox set next_attempt_at = '2000-01-01' where subject in ('b', 'c')`
    await makeDue()
    const release = Promise.withResolvers<void>()
    const begun: string[] = []
    const relay = kit.startRelay(async (event) => {
      begun.push(nameOf(event))
      await release.promise
    })
    await expect.poll(() => begun, { timeout: patience }).toEqual(['a0', 'new3'])
    for (let look = 0; look < 2; look += 1) {
      const givenBack = { attempts: 1, unended_attempts: 1, later: true }
      await expect
        .poll(
          () => sql`
            select attempts, unended_attempts, next_attempt_at > '2000-01-01' as later from outbox
            where subject in ('b', 'c')`,
          { timeout: patience },
        )
        .toEqual([givenBack, givenBack])
      await makeDue()
      relay.nudge()
    }
    expect(begun).toEqual(['a0', 'new3'])
    release.resolve()
    await expect
      .poll(
        async () => {
          relay.nudge()
          return await kit.countRows()
        },
        { timeout: patience },
      )
      .toBe(0)
    expect(begun).toEqual(['a0', 'new3', 'b1', 'c2'])
  })

  test('what was claimed and never begun is not held against an event', async () => {
    await kit.append('a')
    const { sql } = kit.database
    for (let lost = 0; lost < MAX_ATTEMPTS + 8; lost += 1) {
      await claimRows(sql, 1, 60, [])
      await passTime()
    }
    const received: string[] = []
    await kit.startRelay(async (event) => void received.push(nameOf(event))).drain()
    expect(received).toEqual(['a0'])
  })

  test('an attempt that fails has an end, and counts no more than that', async () => {
    await kit.append('a')
    await kit.database.sql`update outbox set attempts = 4, unended_attempts = 4`
    const relay = kit.startRelay(
      async () => {
        throw new Error('not\0 now')
      },
      { delayAfter: () => 3_600 },
    )
    await relay.drain()
    expect(await readOutbox()).toEqual([
      { attempts: 5, unended_attempts: 0, last_error: 'Error: not now', dead: false },
    ])
  })

  test('an event whose last attempt had no end is not tried once more', async () => {
    await kit.append('a')
    await kit.database.sql`update outbox set attempts = 4, unended_attempts = 1`
    const relay = kit.startRelay(async () => expect.unreachable(), { maxAttempts: 4 })
    await relay.drain()
    expect(await readOutbox()).toMatchObject([
      { last_error: 'all of its 4 attempts are used up', dead: true },
    ])
  })
})

describe('a consumer', () => {
  const receive: ReceiveEvent = (...delivery) =>
    createReceiver({ database: kit.database, log: pino({ level: 'silent' }) })(...delivery)

  async function publish(): Promise<ClaimedRow['event'] | undefined> {
    await kit.append('a')
    const [row] = await claimRows(kit.database.sql, 1, 60, ['mail'])
    return row?.event
  }

  /** Begins as often, by processes that die, and is then free to be begun again. */
  async function dieWith(times: number): Promise<unknown> {
    const event = await publish()
    for (let death = 0; death < times; death += 1) {
      const { promise, resolve } = Promise.withResolvers<void>()
      void receive('mail', event, () => {
        resolve()
        return new Promise(() => {})
      })
      await promise
      await passTime()
    }
    return event
  }

  test('gives up what has killed its process five times in a row', async () => {
    const event = await dieWith(5)
    await receive('mail', event, async () => expect.unreachable())
    expect(await readOutbox()).toMatchObject([{ last_error: `mail: ${GIVEN_UP}`, dead: true }])
    const [row] = await kit.database.sql`select id from outbox`
    await reviveEvents(kit.database.sql, [row?.id])
    await receive('mail', event, async () => {})
    expect(await kit.countRows()).toBe(0)
  })

  test('tries what has killed its process four times', async () => {
    await receive('mail', await dieWith(4), async () => {})
    expect(await kit.countRows()).toBe(0)
  })

  test('what was begun and never answered is not held against an event', async () => {
    const event = await publish()
    const handling = { eventId: event?.id ?? '', consumer: 'mail' }
    for (let lost = 0; lost < MAX_ATTEMPTS + 8; lost += 1) {
      await beginHandling(kit.database.sql, handling, 60)
      await passTime()
    }
    await receive('mail', event, async () => {})
    expect(await kit.countRows()).toBe(0)
  })

  test('begins to count again after an attempt that failed', async () => {
    const event = await dieWith(4)
    await receive('mail', event, async () => {
      throw new Error('not\0 now')
    })
    const rows = await kit.database.sql`select attempts, unended_attempts from inbox`
    expect(rows).toEqual([{ attempts: 5, unended_attempts: 0 }])
  })

  test('what died together does not come back together', async () => {
    const { sql } = kit.database
    const consumers = Array.from({ length: 40 }, (_, index) => `consumer ${index}`)
    await kit.append('a')
    const [row] = await claimRows(sql, 1, 60, consumers)
    const eventId = row?.event.id ?? ''
    const readLeases = async () => {
      for (const consumer of consumers) await beginHandling(sql, { eventId, consumer }, 60)
      const rows = await sql<{ seconds: number }[]>`
        select extract(epoch from next_attempt_at - now())::float8 as seconds from inbox
        order by seconds`
      return rows.map(({ seconds }) => seconds)
    }
    const first = await readLeases()
    expect(Math.max(...first)).toBeLessThanOrEqual(60)
    await passTime()
    await sql`update inbox set unended_attempts = 3`
    const later = await readLeases()
    expect(Math.min(...later)).toBeGreaterThan(30)
    expect(Math.max(...later) - Math.min(...later)).toBeGreaterThan(60)
    const [look] = await sql<{ seconds: number }[]>`
      select extract(epoch from next_attempt_at - now())::float8 as seconds from outbox`
    expect(Math.abs((look?.seconds ?? 0) - Math.min(...later))).toBeLessThan(5)
  })
})
