import postgres from 'postgres'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectDatabase, type Database } from './client.ts'
import { listMigrations, type Migration } from './list-migrations.ts'
import { migrate } from './migrate.ts'
import { readMigrationStatus } from './migration-status.ts'
import { rollbackMigrations } from './rollback-migrations.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

const patience = { timeout: 20_000, interval: 20 }
const indexed: Migration = {
  tag: 'indexed',
  createdAt: 4_102_444_800_000,
  hash: 'indexed',
  statements: [
    '-- Without transaction\ndrop index concurrently if exists notes_n',
    'create unique index concurrently notes_n on notes (n)',
  ],
  inTransaction: false,
  wayBack: 'drop index notes_n',
  loses: null,
}
// Later in the journal, and applied before.
const later: Migration = {
  ...indexed,
  tag: 'later',
  createdAt: indexed.createdAt + 1,
  hash: 'later',
  statements: ['create table later ()'],
  inTransaction: true,
  wayBack: 'drop table later',
}
const migrations = [...listMigrations(), indexed]

let testDatabase: TestDatabase
let database: Database

beforeEach(async () => {
  testDatabase = await createTestDatabase()
  database = connectDatabase(testDatabase.url, { max: 2 })
  await database.sql`create table notes (n integer)`
})
afterEach(async () => {
  await database.close()
  await testDatabase.drop()
})

const migrateAll = () => migrate(testDatabase.url, migrations)
const indexOf = () => database.sql<{ valid: boolean }[]>`
  select indisvalid as valid from pg_index where indexrelid = to_regclass('notes_n')`
/** Indexes that are waited for, for longer than a table is. */
const countWaiting = async () => {
  const [row] = await database.sql`
    select count(*)::int as count from pg_stat_activity where datname = current_database()
      and query like 'create unique index%' and wait_event_type = 'Lock'
      and now() - query_start > interval '2 seconds'`
  return row?.count
}
const listSessions = async () => [
  ...(await database.sql`
    select query from pg_stat_activity
    where datname = current_database() and application_name = 'rendez-migrate'`),
]
const stateOf = async () =>
  (await readMigrationStatus(database.sql, migrations)).find(({ tag }) => tag === 'indexed')?.state

test('an index is built while others write, and can be taken back', async () => {
  const writer = postgres(testDatabase.url, { max: 1 })
  await writer`begin`
  await writer`insert into notes values (1)`
  const lines: string[] = []
  const migrated = migrate(testDatabase.url, [...migrations, later], {
    onProgress: (line) => lines.push(line),
  })
  await expect.poll(countWaiting, patience).toBe(1)
  await database.sql`insert into notes values (2)`
  expect(lines).toEqual([
    'migration 1 of 1: later',
    'indexed builds indexes, and waits for whatever is under way before it',
  ])
  await writer`commit`
  await writer.end()
  expect(await migrated).toEqual(['indexed', 'later'])
  expect([...(await indexOf())]).toEqual([{ valid: true }])
  expect(await migrateAll()).toEqual([])

  const all = [...migrations, later]
  await rollbackMigrations(testDatabase.url, { steps: 2, migrations: all })
  expect(await indexOf()).toHaveLength(0)
  expect(await stateOf()).toBe('pending')
})

test('one that failed half-way is built anew', async () => {
  await database.sql`insert into notes values (1), (1)`
  await expect(migrateAll()).rejects.toMatchObject({
    name: 'MigrationError',
    message: expect.stringMatching(
      /^the migration indexed failed, .* could not create unique index/,
    ),
  })
  expect([...(await indexOf())]).toEqual([{ valid: false }])
  expect(await stateOf()).toBe('pending')
  await database.sql`delete from notes`
  expect(await migrateAll()).toEqual(['indexed'])
  expect([...(await indexOf())]).toEqual([{ valid: true }])
})

test('one that waits is broken off by a signal at once, and built anew', async () => {
  const writer = postgres(testDatabase.url, { max: 1 })
  await writer`begin`
  await writer`insert into notes values (1)`
  const stopping = new AbortController()
  const migrated = migrate(testDatabase.url, migrations, { signal: stopping.signal })
  await expect.poll(countWaiting, patience).toBe(1)
  stopping.abort('a signal')
  // The writer is still at it.
  await expect(migrated).rejects.toBe('a signal')
  expect(await listSessions()).toEqual([])
  expect([...(await indexOf())]).toEqual([{ valid: false }])
  expect(await stateOf()).toBe('pending')
  await writer`commit`
  await writer.end()
  expect(await migrateAll()).toEqual(['indexed'])
  expect([...(await indexOf())]).toEqual([{ valid: true }])
})

test('servers that start at once do not wait for each other for ever', async () => {
  const outcomes = await Promise.all([migrateAll(), migrateAll(), migrateAll()])
  expect(outcomes.flat()).toEqual(['indexed'])
  expect([...(await indexOf())]).toEqual([{ valid: true }])
})
