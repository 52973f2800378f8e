import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { connectDatabase, type Database } from './client.ts'
import { holdInstanceLock, InstanceLockError } from './hold-instance-lock.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

vi.setConfig({ testTimeout: 60_000 })

let testDatabase: TestDatabase
let database: Database

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = connectDatabase(testDatabase.url, { max: 1 })
})
afterAll(async () => {
  await database.close()
  await testDatabase.drop()
})

const hold = (alone: boolean, patienceMs = 0, onLost = () => {}) =>
  holdInstanceLock(testDatabase.url, { alone, patienceMs, onLost })

test('servers that share everything work together', async () => {
  const releases = [await hold(false), await hold(false)]
  for (const release of releases) await release()
})

test.each([
  [true, true],
  [true, false],
  [false, true],
])('first alone: %s, second alone: %s: the second is refused', async (first, second) => {
  const release = await hold(first)
  await expect(hold(second)).rejects.toThrow(InstanceLockError)
  await release()
  const next = await hold(second)
  await next()
})

test('a restart waits for what it replaces', async () => {
  const release = await hold(true)
  const next = hold(true, 30_000)
  const [waiting] = await Promise.all([next, release()])
  await waiting()
})

test('a lock that ends with its connection is taken again, and nobody is told', async () => {
  const onLost = vi.fn()
  const release = await hold(true, 0, onLost)
  const holders = () =>
    database.sql`select pid from pg_locks where locktype = 'advisory' and granted
      and database = (select oid from pg_database where datname = current_database())`
  const [first] = await holders()
  await database.sql`select pg_terminate_backend(${first?.pid})`
  await expect
    .poll(async () => (await holders())[0]?.pid, { timeout: 30_000 })
    .toSatisfy((pid) => pid !== undefined && pid !== first?.pid)
  expect(onLost).not.toHaveBeenCalled()
  await release()
})

test('whoever has lost it to somebody else is told once', async () => {
  const onLost = vi.fn()
  const release = await hold(true, 0, onLost)
  // It takes it again by itself, if it looks before the other.
  const other = await vi.waitFor(
    async () => {
      await database.sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity
        where application_name = 'rendez-instance' and datname = current_database()`
      return await hold(true)
    },
    { timeout: 30_000 },
  )
  await expect.poll(() => onLost.mock.calls.length, { timeout: 30_000 }).toBe(1)
  await other()
  await release()
})
