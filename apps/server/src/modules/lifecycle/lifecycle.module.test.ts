import postgres from 'postgres'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectDatabase, type Database } from '../../db/client.ts'
import { createTestHost } from '../../db/scheduling.test-kit.ts'
import { createTestDatabase, type TestDatabase } from '../../db/test-database.ts'
import { createLogger } from '../../logger.ts'
import { createLifecycleModule } from './lifecycle.module.ts'

let testDatabase: TestDatabase
let database: Database
let logs: string[]

beforeEach(async () => {
  testDatabase = await createTestDatabase()
  database = connectDatabase(testDatabase.url, { max: 5 })
  logs = []
})

afterEach(async () => {
  await database.close()
  await testDatabase.drop()
})

const createModule = (own: Partial<Database> = {}) =>
  createLifecycleModule({
    database: { ...database, ...own },
    log: createLogger('info', { write: (line) => logs.push(line) }),
  })
// It waits for a lock as long as somebody has it.
const connectPatiently = () =>
  postgres(testDatabase.url, {
    max: 1,
    connection: { application_name: 'rendez-maintenance', lock_timeout: 0 },
  })
const doneJobs = () => logs.filter((line) => line.includes('is done')).length
const letTimePass = () =>
  database.sql`update scheduled_jobs set started_at = started_at - interval '1 day'`

const addDeadEvent = () =>
  database.sql`
    insert into outbox (id, kind, subject, payload, dead_at)
    values (gen_random_uuid(), '', '', '{}', now() - interval '8 days')`
const findWaitingJob = () =>
  database.sql`
    select from pg_stat_activity
    where datname = current_database() and application_name = 'rendez-maintenance'
      and wait_event_type = 'Lock'`

test('of three instances one does each job, and again when its time has come', async () => {
  const modules = [createModule(), createModule(), createModule()]
  await Promise.all(modules.map((instance) => instance.runDueJobs()))
  const jobs = doneJobs()
  expect(jobs).toBeGreaterThan(1)
  await modules[0]?.runDueJobs()
  expect(doneJobs()).toBe(jobs)
  await letTimePass()
  await Promise.all(modules.map((instance) => instance.runDueJobs()))
  expect(doneJobs()).toBe(2 * jobs)
})

test('a job that fails is noted, does what it can, keeps no other from running, and runs at its next turn', async () => {
  const { sql } = database
  await addDeadEvent()
  await sql`alter table sessions rename to hidden`
  await createModule().runDueJobs()
  const [failed] = await sql`select * from scheduled_jobs where name = 'clean-expired'`
  expect(failed?.last_error).toContain('"sessions" does not exist')
  expect(await sql`select from outbox`).toHaveLength(0)
  expect(doneJobs()).toBeGreaterThan(0)

  await sql`alter table hidden rename to sessions`
  await letTimePass()
  await createModule().runDueJobs()
  const [done] = await sql`select * from scheduled_jobs where name = 'clean-expired'`
  expect(done?.last_error).toBeNull()
})

test('a job that failed is due again in an hour, however seldom it runs', async () => {
  const { sql } = database
  await sql`alter function repair_scheduled_messages rename to hidden`
  await createModule().runDueJobs()
  await sql`alter function hidden rename to repair_scheduled_messages`
  const hasFailed = async () => {
    const [job] = await sql`select * from scheduled_jobs where name = 'repair-scheduled-messages'`
    return job?.last_error !== null
  }
  await createModule().runDueJobs()
  expect(await hasFailed()).toBe(true)
  await sql`update scheduled_jobs set started_at = started_at - interval '1 hour'`
  await createModule().runDueJobs()
  expect(await hasFailed()).toBe(false)
})

test('it starts with a look; stopping begins nothing more, and waits for what runs', async () => {
  const { sql } = database
  await addDeadEvent()
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  const { promise: locked, resolve: hold } = Promise.withResolvers<void>()
  const holder = sql.begin(async (tx) => {
    await tx`lock table sessions`
    hold()
    await held
  })
  await locked
  const lifecycle = createModule({ openMaintenance: connectPatiently })
  lifecycle.start()
  await expect.poll(findWaitingJob, { interval: 10 }).toHaveLength(1)

  let stopped = false
  const stopping = lifecycle.stop().then(() => {
    stopped = true
  })
  expect(await findWaitingJob()).toHaveLength(1)
  expect(stopped).toBe(false)
  release()
  await holder
  await stopping

  const jobs = await sql`select name from scheduled_jobs order by started_at`
  expect(jobs.at(-1)).toEqual({ name: 'clean-expired' })
  expect(logs.filter((line) => line.includes('was stopped'))).toHaveLength(1)
  expect(await sql`select from outbox`).toHaveLength(1)
  await letTimePass()
  await lifecycle.runDueJobs()
  expect(await sql`select from outbox`).toHaveLength(1)
})

test('partitions that are missing are made, and the default gives up its bookings', async () => {
  const { sql } = database
  await sql.unsafe(`do $$ declare p regclass; begin
    for p in select inhrelid::regclass from pg_inherits
      where inhparent = 'bookings'::regclass and inhrelid <> 'bookings_default'::regclass loop
      execute 'drop table ' || p; end loop; end $$`)
  await sql`
    insert into bookings (id, host_id, meeting_type_id, status, start_time, end_time, invitee_name,
      invitee_email, invitee_time_zone, notes, meeting_type_name, duration_minutes, location,
      buffer_before_minutes, buffer_after_minutes, manage_token_hash)
    select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'confirmed', at, at + '30 minutes',
      'Ada', 'ada@example.com', 'UTC', '', 'Intro', 30, '{}', 0, 0, ''
    from (values (timestamptz '2090-05-31T23:59:59Z'), (now() + interval '1 month')) starts (at)`

  await createModule().runDueJobs()

  const partitions = await sql`
    select inhrelid::regclass::text as name from pg_inherits where inhparent = 'bookings'::regclass`
  // Now and 18 months more, 2090-05 and the default.
  expect(partitions).toHaveLength(21)
  expect(partitions.map(({ name }) => name)).toContain('bookings_2090_05')
  const [kept] = await sql`select count(*)::int as count from bookings_default`
  expect(kept?.count).toBe(0)
})

test('what has expired goes, and nothing else', async () => {
  const { sql } = database
  const { hostId } = await createTestHost(database)
  // Each statement writes one row that goes and one that stays.
  await sql`
    insert into idempotency_keys (scope, key, fingerprint, answer, booking_id, created_at)
    select 'create', name, '', '{}', gen_random_uuid(), now() - age
    from (values ('goes', interval '8 days'), ('stays', interval '6 days')) rows (name, age)`
  await sql`
    insert into claims (booking_id, host_id, during, expires_at)
    select gen_random_uuid(), ${hostId}, tstzrange(at, at + '30 minutes'), expires
    from (values
      (now() + interval '1 day', now() - interval '2 minutes'),
      (now() - interval '3 days', null),
      (now() + interval '2 days', now() + interval '5 minutes'),
      (now() + interval '3 days', null)) rows (at, expires)`
  await sql`
    insert into holds (id, host_id, meeting_type_id, start_time, end_time, token_hash, network_hash,
      expires_at)
    select gen_random_uuid(), ${hostId}, gen_random_uuid(), now(), now(), name::bytea, '', now() - age
    from (values ('goes', interval '3 hours'), ('stays', interval '1 hour')) rows (name, age)`
  await sql`
    insert into verifications (id, identifier, value, expires_at)
    select gen_random_uuid(), name, '', now() + age
    from (values ('goes', interval '-1 s'), ('stays', interval '1 hour')) rows (name, age)`
  await sql`
    insert into sessions (id, user_id, token, expires_at)
    select gen_random_uuid(), ${hostId}, name, now() + age
    from (values ('goes', interval '-1 s'), ('stays', interval '1 hour')) rows (name, age)`
  await sql`
    insert into sent_messages (id, event_id, template, recipient, message_id, subject, state, created_at)
    select gen_random_uuid(), gen_random_uuid(), name, '', '', '', 'accepted', now() - age
    from (values ('goes', interval '91 days'), ('stays', interval '89 days')) rows (name, age)`
  await sql`
    insert into outbox (id, kind, subject, payload, dead_at)
    select gen_random_uuid(), name, name, '{}', now() - age
    from (values ('goes', interval '8 days'), ('stays', interval '6 days'), ('stays', null))
      rows (name, age)`

  await createModule().runDueJobs()

  const [left] = await sql`
    select (select array_agg(key) from idempotency_keys) as keys,
      (select count(*)::int from claims where upper(during) > now()) as claims,
      (select count(*)::int from claims where upper(during) < now() or expires_at < now()) as lapsed,
      (select array_agg(encode(token_hash, 'escape')) from holds) as holds,
      (select array_agg(identifier) from verifications) as verifications,
      (select array_agg(token) from sessions) as sessions,
      (select array_agg(template) from sent_messages) as messages,
      (select array_agg(kind) from outbox) as outbox`
  expect(left).toEqual({
    keys: ['stays'],
    claims: 2,
    lapsed: 0,
    holds: ['stays'],
    verifications: ['stays'],
    sessions: ['stays'],
    messages: ['stays'],
    outbox: ['stays', 'stays'],
  })
})

test('thousands of expired rows go in batches, past one that somebody holds', async () => {
  const { sql } = database
  await sql`
    insert into idempotency_keys (scope, key, fingerprint, created_at)
    select 'create', n::text, '', now() - interval '9 days' from generate_series(1, 2500) n`
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  const { promise: locked, resolve: hold } = Promise.withResolvers<void>()
  const holder = sql.begin(async (tx) => {
    await tx`select from idempotency_keys where key = '7' for update`
    hold()
    await held
  })
  await locked
  await createModule().runDueJobs()
  const left = await sql`select key from idempotency_keys`
  release()
  await holder
  expect(left.map(({ key }) => key)).toEqual(['7'])
})
