import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginHandling, finishHandling, postponeHandling } from './inbox.repository.ts'
import { claimRows } from './outbox.repository.ts'
import { createOutboxKit, type OutboxKit } from './outbox.test-kit.ts'

const HOUR = 3_600
let kit: OutboxKit

beforeAll(async () => {
  kit = await createOutboxKit()
})
afterAll(() => kit.close())

test('a consumer that begins while another ends keeps its lease', async () => {
  await kit.append('a')
  const { sql } = kit.database
  const [row] = await claimRows(sql, 1, 60, ['mail', 'cache'])
  if (row === undefined) throw new Error('nothing was claimed')
  const eventId = row.event.id
  await beginHandling(sql, { eventId, consumer: 'cache' }, 60)
  const mail = await sql.reserve()
  await mail`begin`
  await beginHandling(mail, { eventId, consumer: 'mail' }, 60)
  const finished = finishHandling(sql, { eventId, consumer: 'cache' }, HOUR)
  await expect
    .poll(
      () => sql`
        select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`,
    )
    .not.toHaveLength(0)
  await mail`commit`
  mail.release()
  await finished
  const [found] = await sql<{ seconds: number }[]>`
    select extract(epoch from next_attempt_at - now())::float8 as seconds from outbox`
  expect(found?.seconds).toBeLessThanOrEqual(60)
})

test('a consumer whose next attempt is overdue is not made to wait by another that ends', async () => {
  await kit.append('b')
  const { sql } = kit.database
  const claimed = await claimRows(sql, 1, 60, ['mail', 'cache'])
  const eventId = claimed[0]?.event.id ?? ''
  const mail = { eventId, consumer: 'mail' }
  await beginHandling(sql, mail, 60)
  await postponeHandling(sql, { ...mail, attempts: 1 }, 0, 'the first attempt failed')
  const cache = { eventId, consumer: 'cache' }
  const seconds = async () => {
    const [found] = await sql<{ seconds: number }[]>`
      select extract(epoch from next_attempt_at - now())::float8 as seconds from outbox
      where id = ${eventId}`
    return found?.seconds
  }
  await beginHandling(sql, cache, 60)
  expect(await seconds()).toBeLessThanOrEqual(5)
  await finishHandling(sql, cache, HOUR)
  expect(await seconds()).toBeLessThanOrEqual(5)
})
