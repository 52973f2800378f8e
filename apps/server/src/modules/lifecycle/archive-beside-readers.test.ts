import type { HostId } from '@rendez/contract'
import postgres from 'postgres'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createTestHost, createTestMeetingType } from '../../db/scheduling.test-kit.ts'
import {
  bookingRequest,
  openTestBookings,
  type TestBookings,
} from '../bookings/bookings.test-kit.ts'
import { insertPastBookings } from './archive.test-kit.ts'
import { archiveBookings } from './lifecycle.module.ts'
import { createPartitions } from './partitions.repository.ts'

let kit: TestBookings
let hostId: HostId
let meetingTypeId: string
/** The connection of the work that waits. It has no patience of its own: what is limited, limits itself. */
let worker: postgres.Sql

beforeEach(async () => {
  kit = await openTestBookings()
  hostId = (await createTestHost(kit.database)).hostId
  meetingTypeId = await createTestMeetingType(kit.database, hostId)
  worker = postgres(kit.databaseUrl, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: 'worker', lock_timeout: 0 },
  })
})

afterEach(async () => {
  await worker.end({ timeout: 0 })
  await kit.close()
})

const archive = (signal = new AbortController().signal) =>
  archiveBookings({ database: { sql: worker } }, { signal })

/** Somebody reads for long, as a backup does. */
async function read(tables: string): Promise<{ end(): Promise<void> }> {
  const { promise: over, resolve: release } = Promise.withResolvers<void>()
  const { promise: locked, resolve: hold } = Promise.withResolvers<void>()
  const reading = kit.database.sql.begin(async (tx) => {
    await tx.unsafe(`lock table ${tables} in access share mode`)
    hold()
    await over
  })
  await locked
  const end = async () => {
    release()
    await reading
  }
  return { end }
}

/** Resolves when the worker waits for a lock; answers since when. */
function findWaiting(after = ''): Promise<string> {
  const find = async () => {
    const [row] = await kit.database.sql<{ since: string }[]>`
      select query_start::text as since from pg_stat_activity
      where application_name = 'worker' and datname = current_database()
        and wait_event_type = 'Lock' and query_start::text > ${after}`
    if (row === undefined) throw new Error('the worker does not wait')
    return row.since
  }
  return vi.waitFor(find, { interval: 5, timeout: 20_000 })
}

/** A request gives up after two seconds behind a lock, and is answered with a refusal. */
async function usesBookings(id: string | undefined): Promise<void> {
  const found = await kit.bookings.get({ by: 'host', hostId }, id ?? '')
  expect(found).toMatchObject({ id })
  await kit.bookings.create(bookingRequest(meetingTypeId, '2027-02-02T09:00:00Z'), null)
}

async function findId(table: 'bookings' | 'archive.bookings'): Promise<string | undefined> {
  const [row] = await kit.database.sql<{ id: string }[]>`
    select id from ${kit.database.sql(table)} limit 1`
  return row?.id
}

// Of the month's partition the archive needs a lock first, then of the whole table.
test.each(['bookings', 'only bookings'])(
  'people do not wait behind an archive that waits for who reads %s',
  async (tables) => {
    await insertPastBookings(kit.database.sql, { monthsAgo: 6, hostId, meetingTypeId })
    const id = await findId('bookings')
    const reader = await read(tables)
    const archiving = archive()
    await findWaiting()
    await usesBookings(id)
    expect(await findId('archive.bookings')).toBeUndefined()
    await reader.end()
    expect(await archiving).toMatchObject([{ outcome: 'archived' }])
  },
)

test('nor behind a month that leaves the archive, of which the histories are deleted once', async () => {
  const { sql } = kit.database
  await insertPastBookings(sql, { monthsAgo: 26, hostId, meetingTypeId })
  await archive()
  const id = await findId('archive.bookings')
  // A sequence counts what is rolled back as well.
  await sql.unsafe(`create sequence deleted;
    create function count_deleted() returns trigger language plpgsql as
      $$ begin perform nextval('deleted'); return null; end $$;
    create trigger count_deleted after delete on booking_history
      for each row execute function count_deleted()`)
  const [histories] = await sql`select count(*) from booking_history`

  const reader = await read('archive.bookings')
  const archiving = archive()
  const first = await findWaiting()
  await usesBookings(id)
  await findWaiting(first)
  await reader.end()

  expect(await archiving).toMatchObject([{ outcome: 'dropped' }])
  const [deleted] = await sql`select last_value as count from deleted`
  expect(deleted).toEqual(histories)
})

test('nor behind a partition to come that waits for who reads the default one', async () => {
  const { sql } = kit.database
  await insertPastBookings(sql, { monthsAgo: 1, hostId, meetingTypeId })
  await sql.unsafe(`do $$ begin execute 'drop table bookings_'
    || to_char((now() + interval '18 months') at time zone 'UTC', 'YYYY_MM'); end $$`)
  const id = await findId('bookings')
  const reader = await read('bookings')
  const creating = createPartitions(worker, new AbortController().signal)
  await findWaiting()
  await usesBookings(id)
  await reader.end()
  expect(await creating).toBe(1)
})

test('told to stop, it waits for nobody any more', async () => {
  await insertPastBookings(kit.database.sql, { monthsAgo: 6, hostId, meetingTypeId })
  const reader = await read('bookings')
  const stopping = new AbortController()
  const archiving = archive(stopping.signal)
  await findWaiting()
  stopping.abort()
  await expect(archiving).rejects.toThrow('aborted')
  await reader.end()
})

test('a month that was looked through is not looked through again', async () => {
  const { sql } = kit.database
  await insertPastBookings(sql, { monthsAgo: 6, hostId, meetingTypeId })
  const reader = await read('only bookings')
  const stopping = new AbortController()
  const archiving = archive(stopping.signal)
  await findWaiting()
  stopping.abort()
  await expect(archiving).rejects.toThrow('aborted')
  const find = () => sql`select oid from pg_constraint where conname = 'of_one_month'`
  const constraints = await find()
  expect(constraints).toHaveLength(1)

  const again = archive()
  await findWaiting()
  expect(await find()).toEqual(constraints)
  await reader.end()
  expect(await again).toMatchObject([{ outcome: 'archived' }])
})
