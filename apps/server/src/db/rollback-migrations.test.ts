import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectDatabase, type Database } from './client.ts'
import { describeSchema } from './describe-schema.test-kit.ts'
import { listMigrations, type Migration } from './list-migrations.ts'
import { migrate } from './migrate.ts'
import { readMigrationStatus } from './migration-status.ts'
import { rollbackMigrations } from './rollback-migrations.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

const migrations = listMigrations()
const last = migrations.at(-1)?.tag

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

const rollBack = (options: Partial<Parameters<typeof rollbackMigrations>[1]> = {}) =>
  rollbackMigrations(testDatabase.url, { steps: 1, ...options })
const tagOf = ({ tag }: Migration) => ({ tag })
const countApplied = async () =>
  (await readMigrationStatus(database.sql)).filter(({ state }) => state === 'applied').length

test('each migration has a way back that undoes it wholly, and can be applied again', async () => {
  const before: string[][] = [await describeSchema(database.sql)]
  for (const { tag } of migrations.toReversed()) {
    expect(await rollBack({ allowLoss: true })).toMatchObject([{ tag }])
    before.unshift(await describeSchema(database.sql))
  }
  expect(before[0]).toEqual(['schema public'])
  expect(new Set(before.map((lines) => lines.join('\n'))).size).toBe(migrations.length + 1)

  for (const [position, { tag }] of migrations.entries()) {
    const upToHere = migrations.slice(0, position + 1)
    // The partitions of the coming months need the function that a later migration brings.
    const outcome = await migrate(testDatabase.url, upToHere).catch(String)
    expect([[tag], expect.stringContaining('ensure_booking_partitions')]).toContainEqual(outcome)
    expect(await describeSchema(database.sql)).toEqual(before[position + 1])
  }
  expect(await countApplied()).toBe(migrations.length)
})

test('what drops tables of people says so, and is refused without leave', async () => {
  const before = await describeSchema(database.sql)
  await expect(rollBack({ steps: migrations.length })).rejects.toThrow(
    /0000_tables loses every account.*: make a backup, then say --allow-loss$/,
  )
  expect(await describeSchema(database.sql)).toEqual(before)
  expect(await countApplied()).toBe(migrations.length)
})

test('past the first migration is refused with one line', async () => {
  await expect(rollBack({ steps: migrations.length + 1, allowLoss: true })).rejects.toThrow(
    `there is no way back past the first migration: only ${migrations.length} migrations are applied`,
  )
  await rollBack({ steps: migrations.length, allowLoss: true })
  await expect(rollBack()).rejects.toThrow('there is nothing to roll back: no migration is applied')
})

test('an event under way waits for no consumer that the release before does not have', async () => {
  await database.sql`
    with event as (
      insert into outbox (id, kind, subject, payload)
      values (gen_random_uuid(), 'booking.confirmed', 'a booking', '{}') returning id
    )
    insert into inbox (event_id, consumer)
    select id, unnest(array['notifications', 'workflows', 'availability-cache']) from event`
  const position = migrations.findIndex(({ tag }) => tag.startsWith('0011'))
  await rollBack({ steps: migrations.length - position, allowLoss: true })
  expect(await database.sql`select consumer from inbox`).toEqual([{ consumer: 'notifications' }])
})

test('a dry run says what would be done, and does nothing', async () => {
  expect(await rollBack({ dryRun: true })).toEqual([
    { tag: last, loses: migrations.at(-1)?.loses, sql: migrations.at(-1)?.wayBack },
  ])
  expect(await countApplied()).toBe(migrations.length)
})

test('a step that fails says what was taken back before it, and how to go on', async () => {
  const [first, second, third] = migrations.slice(-3)
  if (!first || !second || !third) throw new Error('there are more than three migrations')
  const broken = { ...second, wayBack: 'drop table nowhere', loses: null }
  const withBroken = [...migrations.slice(0, -3), first, broken, third]
  await expect(rollBack({ steps: 3, migrations: withBroken, allowLoss: true })).rejects.toThrow(
    `the way back from ${second.tag} failed, and nothing of it was kept: table "nowhere" does not exist (taken back before it: ${third.tag}; go on with --steps 2)`,
  )
  expect(await countApplied()).toBe(migrations.length - 1)
  expect(await rollBack({ steps: 2, allowLoss: true })).toMatchObject([second, first].map(tagOf))
  expect(await migrate(testDatabase.url)).toEqual([first, second, third].map(({ tag }) => tag))
})

test('a migration of a newer release is not guessed at', async () => {
  await database.sql`
    insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', 4102444800000)`
  expect((await readMigrationStatus(database.sql)).at(-1)).toEqual({
    tag: '2100-01-01T00:00:00.000Z',
    state: 'unknown',
  })
  await expect(rollBack()).rejects.toThrow(/1 migration is applied of a newer release/)
})

test('a migration that came from a branch merged later is applied, not left out', async () => {
  const skipped = migrations.at(-2)
  const late = { ...migrations.at(-1), tag: 'late', createdAt: (skipped?.createdAt ?? 0) - 1 }
  const merged = {
    hash: 'late',
    loses: null,
    wayBack: null,
    inTransaction: true,
    ...late,
    statements: ['create table late ()'],
  }
  expect(await migrate(testDatabase.url, [...migrations, merged])).toEqual(['late'])
})

test('of servers that roll back at once, each takes one step', async () => {
  await Promise.all([rollBack({ allowLoss: true }), rollBack({ allowLoss: true })])
  expect(await countApplied()).toBe(migrations.length - 2)
})
