import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginHandling, finishHandling } from './inbox.repository.ts'
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
    .poll(() => sql`select from pg_stat_activity where wait_event_type = 'Lock'`)
    .not.toHaveLength(0)
  await mail`commit`
  mail.release()
  await finished
  const [found] = await sql<{ seconds: number }[]>`
    select extract(epoch from next_attempt_at - now())::float8 as seconds from outbox`
  expect(found?.seconds).toBeLessThanOrEqual(60)
})
