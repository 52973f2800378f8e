import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { beginHandling, countAttempt } from './inbox.repository.ts'
import { type ClaimedRow, claimRows, countUnended } from './outbox.repository.ts'
import { createOutboxKit, nameOf, type OutboxKit } from './outbox.test-kit.ts'
import { createReceiver } from './receive-event.ts'

const log = pino({ level: 'silent' })
let kit: OutboxKit

beforeAll(async () => {
  kit = await createOutboxKit()
})
afterEach(() => kit.reset())
afterAll(() => kit.close())

async function publish(): Promise<ClaimedRow['event'] | undefined> {
  await kit.append('a')
  const [row] = await claimRows(kit.database.sql, 1, 60, ['mail'])
  return row?.event
}

const readInbox = () =>
  kit.database.sql`
    select inbox.attempts, inbox.unended_attempts, last_error,
      extract(epoch from inbox.next_attempt_at - now())::float8 as seconds
    from inbox join outbox on outbox.id = event_id`

const fail = async () => {
  throw new Error('not now')
}

test('what a consumer has handled is noted when that succeeds at last, and not handled again', async () => {
  const event = await publish()
  const receive = createReceiver({ database: kit.refuse('set handled_at', 2), log })
  let handled = 0
  const handle = async () => {
    handled += 1
  }
  await expect(receive('mail', event, handle)).rejects.toThrow('away')
  await expect(receive('mail', event, handle)).rejects.toThrow('away')
  await kit.database.sql`update inbox set next_attempt_at = now()`
  await receive('mail', event, handle)
  expect([handled, await kit.countRows()]).toEqual([1, 0])
})

test('what a consumer has failed at has an end, as soon as that can be noted', async () => {
  const event = await publish()
  await kit.database.sql`update inbox set attempts = 4, unended_attempts = 4`
  const database = kit.refuse('with postponed', 1)
  const receive = createReceiver({ database, log, delayAfter: () => 3_600 })
  await expect(receive('mail', event, fail)).rejects.toThrow('away')
  expect(await readInbox()).toMatchObject([{ attempts: 5, unended_attempts: 5 }])
  await receive('mail', event, async () => expect.unreachable())
  expect(await readInbox()).toMatchObject([
    { attempts: 5, unended_attempts: 0, last_error: 'mail: Error: not now' },
  ])
})

test('whoever has taken an event over is not disturbed by what is noted late', async () => {
  const event = await publish()
  const late = createReceiver({
    database: kit.refuse('with postponed', 1),
    log,
    delayAfter: () => 0,
  })
  await expect(late('mail', event, fail)).rejects.toThrow('away')
  await kit.database.sql`update inbox set next_attempt_at = now()`
  const begun = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<void>()
  const handling = createReceiver({ database: kit.database, log })('mail', event, () => {
    begun.resolve()
    return ended.promise
  })
  await begun.promise
  await late('mail', event, async () => expect.unreachable())
  const [row] = await readInbox()
  expect(row).toMatchObject({ attempts: 2, unended_attempts: 2, last_error: null })
  expect(row?.seconds).toBeGreaterThan(30)
  ended.resolve()
  await handling
  expect(await kit.countRows()).toBe(0)
})

test('of two who begin a suspect event while one stood still, one handles it', async () => {
  const event = await publish()
  await kit.database.sql`update inbox set attempts = 1, unended_attempts = 1`
  const handling = { eventId: event?.id ?? '', consumer: 'mail' }
  const begin = async () => {
    await kit.database.sql`update inbox set next_attempt_at = now()`
    const tries = await beginHandling(kit.database.sql, handling, 60)
    return { ...handling, attempts: tries?.attempts ?? 0 }
  }
  const [slow, quick] = [await begin(), await begin()]
  expect(await countAttempt(kit.database.sql, quick)).toBe(true)
  expect(await countAttempt(kit.database.sql, slow)).toBe(false)
  expect(await readInbox()).toMatchObject([{ attempts: 2, unended_attempts: 2 }])
})

test('a suspect event whose lease was lost before it was counted is left alone', async () => {
  const event = await publish()
  const { sql } = kit.database
  await sql`update inbox set attempts = 1, unended_attempts = 1`
  // Another has begun and counted it between the two statements.
  const overtaken = new Proxy(sql, {
    apply: (target, self, [parts, ...values]) => {
      const ask = () => Reflect.apply(target, self, [parts, ...values])
      if (!String(parts).includes('unended_attempts = unended_attempts + 1')) return ask()
      return sql`update inbox set attempts = attempts + 1`.then(ask)
    },
  })
  const receive = createReceiver({ database: { sql: overtaken }, log })
  await receive('mail', event, async () => expect.unreachable())
  expect(await readInbox()).toMatchObject([{ attempts: 2, last_error: null }])
})

test('so with a relay', async () => {
  await kit.append('a')
  const { sql } = kit.database
  await sql`update outbox set attempts = 1, unended_attempts = 1`
  const [slow, quick] = [await claimRows(sql, 1, 0, []), await claimRows(sql, 1, 60, [])].flat()
  if (slow === undefined || quick === undefined) throw new Error('nothing was claimed')
  expect([await countUnended(sql, quick), await countUnended(sql, slow)]).toEqual([true, false])
  expect(await sql`select attempts, unended_attempts from outbox`).toEqual([
    { attempts: 2, unended_attempts: 2 },
  ])
})

test('what a relay has failed at stays in hand until that is noted', async () => {
  await kit.append('a')
  const received: string[] = []
  const relay = kit.startRelay(
    async (event) => {
      received.push(nameOf(event))
      await fail()
    },
    { database: kit.refuse('last_error', 1), delayAfter: () => 3_600, pollSeconds: 0.05 },
  )
  await relay.drain()
  const rows = await kit.database.sql`select attempts, unended_attempts, last_error from outbox`
  expect(rows).toEqual([{ attempts: 1, unended_attempts: 0, last_error: 'Error: not now' }])
  expect(received).toEqual(['a0'])
})

test('a relay that stops does not wait for a database that is away', async () => {
  await kit.append('a')
  const failed = Promise.withResolvers<void>()
  const relay = kit.startRelay(
    async () => {
      failed.resolve()
      await fail()
    },
    { database: kit.refuse('last_error', Number.POSITIVE_INFINITY) },
  )
  await failed.promise
  await relay.stop()
  expect(await kit.database.sql`select last_error from outbox`).toEqual([{ last_error: null }])
})
