import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectDatabase, type Database } from '../../db/client.ts'
import { createTestHost } from '../../db/scheduling.test-kit.ts'
import { createTestDatabase, type TestDatabase } from '../../db/test-database.ts'
import { cleanExpired } from './clean-expired.ts'

let testDatabase: TestDatabase
let database: Database

beforeEach(async () => {
  testDatabase = await createTestDatabase()
  database = connectDatabase(testDatabase.url, { max: 2 })
})

afterEach(async () => {
  await database.close()
  await testDatabase.drop()
})

/** Of every table, 20,000 rows that stay and 5 that go. */
async function fill(): Promise<void> {
  const { sql } = database
  const { hostId } = await createTestHost(database)
  const ages = sql`
    (select case when n <= 5 then interval '91 days' else n * interval '10 s' end as age
     from generate_series(1, 20005) n) rows`
  await sql`
    insert into idempotency_keys (scope, key, fingerprint, created_at)
    select 'create', gen_random_uuid()::text, '', now() - age from ${ages}`
  await sql`
    insert into sent_messages (id, event_id, template, recipient, message_id, subject, state, created_at)
    select gen_random_uuid(), gen_random_uuid(), '', '', '', '', 'accepted', now() - age from ${ages}`
  await sql`
    insert into scheduled_messages (booking_id, host_id, rule, version, due_at, released_at)
    select gen_random_uuid(), ${hostId}, 'reminder:60', 0, now() - age, now() - age from ${ages}`
  await sql`analyze idempotency_keys, sent_messages, scheduled_messages`
}

const tables = ['idempotency_keys', 'scheduled_messages', 'sent_messages']

test('what grows with every booking is not read as a whole', async () => {
  await fill()
  const readCounts = () => database.sql<{ seq_scan: string; n_tup_del: string }[]>`
    select relname, seq_scan, n_tup_del from pg_stat_user_tables
    where relname in ${database.sql(tables)} order by relname`
  // What a connection has done is counted at the latest when it ends.
  const filled = tables.map((relname) => expect.objectContaining({ relname, n_tup_del: '0' }))
  await expect.poll(readCounts).toEqual(filled)
  const before = await readCounts()

  const sql = database.openMaintenance()
  await cleanExpired({ database: { sql } })
  await sql.end()

  await expect.poll(readCounts).toEqual(before.map((counts) => ({ ...counts, n_tup_del: '5' })))
})
