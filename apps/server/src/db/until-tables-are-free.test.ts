import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectDatabase, type Database } from './client.ts'
import { listMigrations, type Migration } from './list-migrations.ts'
import { migrate } from './migrate.ts'
import { readMigrationStatus } from './migration-status.ts'
import { rollbackMigrations } from './rollback-migrations.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'
import { createUntilTablesAreFree } from './until-tables-are-free.ts'

const patience = { timeout: 20_000, interval: 20 }
const inUse = expect.stringContaining('a table is in use, perhaps by a backup')
const late: Migration = {
  tag: 'late',
  createdAt: 4_102_444_800_000,
  hash: 'late',
  statements: ['alter table bookings add column late text'],
  inTransaction: true,
  wayBack: 'alter table bookings drop column late',
  loses: null,
}
const migrations = [...listMigrations(), late]
// Later in the journal, and of a table that nobody who books needs.
const last: Migration = {
  ...late,
  tag: 'last',
  createdAt: late.createdAt + 1,
  hash: 'last',
  statements: ['alter table queue_pauses add column last text'],
  wayBack: 'alter table queue_pauses drop column last',
}

let testDatabase: TestDatabase
let database: Database
let reader: postgres.Sql

beforeEach(async () => {
  testDatabase = await createTestDatabase()
  database = connectDatabase(testDatabase.url, { max: 3 })
  reader = postgres(testDatabase.url, { max: 1 })
})
afterEach(async () => {
  await Promise.all([reader.end(), database.close()])
  await testDatabase.drop()
})

/** Reads a table until it is told to end, as a backup does. */
async function read(table: string): Promise<() => Promise<void>> {
  await reader`begin`
  await reader`lock table ${reader(table)} in access share mode`
  return async () => {
    await reader`commit`
  }
}

const book = () => database.sql`
  insert into bookings (id, host_id, meeting_type_id, status, start_time, end_time, invitee_name,
    invitee_email, invitee_time_zone, notes, meeting_type_name, duration_minutes, location,
    buffer_before_minutes, buffer_after_minutes, manage_token_hash)
  values (${randomUUID()}, ${randomUUID()}, ${randomUUID()}, 'confirmed', now(),
    now() + interval '30 minutes', 'Ada', 'ada@example.com', 'UTC', '', 'Intro', 30, '{}', 0, 0, '')`

/** Books one after the other until it is told to stop; rejects when one is refused. */
function bookAllTheTime(): { stop(): Promise<number> } {
  let [isOver, booked] = [false, 0]
  const end = (async () => {
    for (; !isOver; booked += 1) await book()
  })()
  // It is told of when it is stopped.
  end.catch(() => {})
  return {
    stop: async () => {
      isOver = true
      await end
      return booked
    },
  }
}

/** Counts the attempts that have to wait, until there were so many. */
async function waitForAttempts(count: number): Promise<void> {
  const seen = new Set<number>()
  const look = async () => {
    const rows = await database.sql`
      select xact_start from pg_stat_activity where datname = current_database()
        and application_name = 'rendez-migrate' and wait_event_type = 'Lock'`
    for (const row of rows) seen.add(row.xact_start.getTime())
    return seen.size
  }
  await expect.poll(look, patience).toBe(count)
}

test('beside a backup everybody books on, and the column is there when it has ended', async () => {
  const end = await read('bookings')
  const lines: string[] = []
  const migrated = migrate(testDatabase.url, migrations, {
    onProgress: (line) => lines.push(line),
  })
  const booking = bookAllTheTime()
  await waitForAttempts(2)
  expect(await booking.stop()).toBeGreaterThan(10)
  expect(lines.filter((line) => !/^migration \d+ of/.test(line))).toEqual([inUse])
  await end()
  expect(await migrated).toEqual(['late'])
  expect(await database.sql`select late from bookings limit 1`).toEqual([{ late: null }])
})

describe('what was applied holds no table while the next one waits for its own', () => {
  const all = [...migrations, last]
  const statesOf = async () =>
    (await readMigrationStatus(database.sql, all)).slice(-2).map(({ state }) => state)
  let lines: string[]
  let migrated: Promise<string[] | Error>
  let end: () => Promise<void>
  const options = { onProgress: (line: string) => lines.push(line) }

  beforeEach(async () => {
    lines = []
    end = await read('queue_pauses')
    migrated = migrate(testDatabase.url, all, options).catch((error: Error) => error)
    await expect.poll(() => lines, patience).toContainEqual(inUse)
  })

  test('who books finds it free, and the status says what is there', async () => {
    const booking = bookAllTheTime()
    await waitForAttempts(2)
    expect(await booking.stop()).toBeGreaterThan(10)
    expect(await statesOf()).toEqual(['applied', 'pending'])
    await end()
    expect(await migrated).toEqual(['late', 'last'])
    expect(await statesOf()).toEqual(['applied', 'applied'])
  })

  test('the next start goes on after a crash', async () => {
    await database.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'rendez-migrate'`
    expect(await migrated).toBeInstanceOf(Error)
    expect(await statesOf()).toEqual(['applied', 'pending'])
    await end()
    expect(await migrate(testDatabase.url, all)).toEqual(['last'])
  })
})

test('the way back waits in the same way', async () => {
  await migrate(testDatabase.url, migrations)
  const end = await read('bookings')
  const lines: string[] = []
  const onProgress = (line: string) => lines.push(line)
  const rolledBack = rollbackMigrations(testDatabase.url, { steps: 1, migrations, onProgress })
  await expect.poll(() => lines, patience).toContainEqual(inUse)
  await end()
  expect(await rolledBack).toMatchObject([{ tag: 'late' }])
})

test('so do the partitions of the coming months', async () => {
  const [month] = await database.sql`
    select inhrelid::regclass::text as name from pg_inherits
    where inhparent = 'bookings'::regclass order by name desc offset 1 limit 1`
  await database.sql`drop table ${database.sql(month?.name)}`
  const end = await read('bookings_default')
  const lines: string[] = []
  const migrated = migrate(testDatabase.url, listMigrations(), {
    onProgress: (line) => lines.push(line),
  })
  await expect.poll(() => lines, patience).toEqual([inUse])
  await end()
  await migrated
  const [made] = await database.sql`select to_regclass(${month?.name}) as name`
  expect(made?.name).toBe(month?.name)
})

test('a table that stays in use ends it with one line, and nothing was changed', async () => {
  await read('bookings')
  const { sql } = database
  const lines: string[] = []
  const change = () =>
    sql.begin(async (transaction) => {
      await transaction`set local lock_timeout = '20ms'`
      await transaction`create table half_done ()`
      await transaction`alter table bookings add column late text`
    })
  const onProgress = (line: string) => lines.push(line)
  const untilTablesAreFree = createUntilTablesAreFree({ onProgress, pauseMs: 1, limitMs: 1_000 })
  await expect(untilTablesAreFree(change)).rejects.toMatchObject({
    name: 'MigrationError',
    message:
      'canceling statement due to lock timeout, for 1 seconds: end what uses the table (pg_stat_activity shows it), then try again',
  })
  expect(lines.length).toBeGreaterThan(1)
  expect(await sql`select to_regclass('half_done') as name`).toEqual([{ name: null }])

  // It is the patience of all changes together.
  const told = lines.length
  await expect(untilTablesAreFree(change)).rejects.toThrow(/for 1 seconds/)
  expect(lines).toHaveLength(told)
})

test('the pause between two attempts ends when it is told to', async () => {
  const end = await read('bookings')
  const stopping = new AbortController()
  const untilTablesAreFree = createUntilTablesAreFree({
    onProgress: () => stopping.abort(),
    pauseMs: 600_000,
    signal: stopping.signal,
  })
  const change = () => database.sql`alter table bookings add column late text`
  await expect(untilTablesAreFree(change)).rejects.toMatchObject({ name: 'AbortError' })
  await end()
})

test('what fails for another reason is not tried again', async () => {
  let attempts = 0
  const change = async () => {
    attempts += 1
    await database.sql`select from nowhere`
  }
  const untilTablesAreFree = createUntilTablesAreFree({ onProgress: () => {} })
  await expect(untilTablesAreFree(change)).rejects.toMatchObject({
    code: '42P01',
  })
  expect(attempts).toBe(1)
})
