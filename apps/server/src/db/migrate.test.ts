import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectDatabase, type Database } from './client.ts'
import { migrate } from './migrate.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

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

test('three servers that start at once on an empty database all find it migrated', async () => {
  const { sql } = database
  await sql.unsafe('drop schema public, archive, drizzle cascade; create schema public')

  await Promise.all([1, 2, 3].map(() => migrate(testDatabase.url)))

  const [applied] = await sql`select count(*)::int as count from drizzle.__drizzle_migrations`
  await migrate(testDatabase.url)
  const [after] = await sql`select count(*)::int as count from drizzle.__drizzle_migrations`
  expect(applied?.count).toBeGreaterThan(0)
  expect(after).toEqual(applied)
  const [months] = await sql`
    select count(*)::int as count from pg_inherits where inhparent = 'bookings'::regclass`
  expect(months?.count).toBeGreaterThan(12)
})

test('a month that gets its partition takes over the bookings that waited in the default', async () => {
  const { sql } = database
  const startTimes = ['2090-04-30T23:59:00Z', '2090-05-01T00:00:00Z', '2090-05-31T23:59:00Z']
  for (const startTime of startTimes) await insertBooking(startTime)

  const [made] = await sql`
    select ensure_booking_partitions('2090-05-15T00:00:00Z', '2090-06-01T00:00:00Z') as count`

  expect(made?.count).toBe(2)
  const rows = await sql`
    select tableoid::regclass::text as partition from bookings order by start_time`
  expect(rows.map((row) => row.partition)).toEqual([
    'bookings_default',
    'bookings_2090_05',
    'bookings_2090_05',
  ])
  const [again] = await sql`
    select ensure_booking_partitions('2090-05-15T00:00:00Z', '2090-06-01T00:00:00Z') as count`
  expect(again?.count).toBe(0)
})

async function insertBooking(startTime: string): Promise<void> {
  await database.sql`
    insert into bookings (id, host_id, meeting_type_id, status, start_time, end_time, invitee_name,
      invitee_email, invitee_time_zone, notes, meeting_type_name, duration_minutes, location,
      buffer_before_minutes, buffer_after_minutes, manage_token_hash)
    values (${randomUUID()}, ${randomUUID()}, ${randomUUID()}, 'confirmed', ${startTime}::timestamptz,
      ${startTime}::timestamptz + interval '30 minutes', 'Ada', 'ada@example.com', 'UTC', '', 'Intro',
      30, '{}', 0, 0, '')`
}
