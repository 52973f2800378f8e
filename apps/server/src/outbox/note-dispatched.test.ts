import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginHandling } from './inbox.repository.ts'
import { type ClaimedRow, claimRows, noteDispatched } from './outbox.repository.ts'
import { createOutboxKit, type OutboxKit } from './outbox.test-kit.ts'

const HOUR = 3_600
let kit: OutboxKit

beforeAll(async () => {
  kit = await createOutboxKit()
})
afterAll(() => kit.close())

async function claimOne(): Promise<ClaimedRow> {
  await kit.reset()
  await kit.append('a')
  const [row] = await claimRows(kit.database.sql, 1, 60, ['mail'])
  if (row === undefined) throw new Error('nothing was claimed')
  return row
}

async function secondsUntilNextLook(): Promise<number> {
  const [row] = await kit.database.sql<{ seconds: number }[]>`
    select extract(epoch from next_attempt_at - now())::float8 as seconds from outbox`
  return row?.seconds ?? Number.NaN
}

test('an event that the broker has waits for a consumer', async () => {
  const row = await claimOne()
  await noteDispatched(kit.database.sql, [row], HOUR)
  expect(await secondsUntilNextLook()).toBeGreaterThan(HOUR - 60)
  expect(await kit.database.sql`select attempts from outbox`).toEqual([{ attempts: 0 }])
})

test('a consumer that begins while its event is noted keeps its lease', async () => {
  const row = await claimOne()
  const { sql } = kit.database
  const consumer = await sql.reserve()
  await consumer`begin`
  await beginHandling(consumer, { eventId: row.event.id, consumer: 'mail' }, 60)
  const noted = noteDispatched(sql, [row], HOUR)
  // Its snapshot is taken, and it waits for the row.
  await expect
    .poll(
      () => sql`
        select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`,
    )
    .not.toHaveLength(0)
  await consumer`commit`
  consumer.release()
  await noted
  expect(await secondsUntilNextLook()).toBeLessThanOrEqual(60)
})
