import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectDatabase, type Database } from '../../db/client.ts'
import { createTestDatabase, type TestDatabase } from '../../db/test-database.ts'
import { withMaintenance } from './with-maintenance.ts'

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

const findConnections = () =>
  database.sql`
    select state from pg_stat_activity
    where datname = current_database() and application_name = 'rendez-maintenance'`

test('its statements have no deadline, it waits for no lock for long, and is closed after the work', async () => {
  const settings = await withMaintenance(
    database,
    async (sql) => {
      const [row] = await sql`
        select current_setting('statement_timeout') as statements, current_setting('lock_timeout') as locks`
      expect(await findConnections()).toHaveLength(1)
      return row
    },
    { signal: new AbortController().signal },
  )
  expect(settings).toEqual({ statements: '0', locks: '1s' })
  await expect.poll(findConnections).toHaveLength(0)
})

test('told to stop, it lets a transaction end', async () => {
  const stopping = new AbortController()
  const work = withMaintenance(
    database,
    (sql) =>
      sql.begin(async (tx) => {
        await tx`create table made ()`
        stopping.abort()
        await tx`comment on table made is 'whole'`
      }),
    { signal: stopping.signal },
  )
  await work
  const [row] = await database.sql`select obj_description('made'::regclass) as comment`
  expect(row?.comment).toBe('whole')
})

test('what has not ended by then is given up, and nothing is begun', async () => {
  const stopping = new AbortController()
  const options = { signal: stopping.signal, graceSeconds: 0.01 }
  const work = withMaintenance(database, (sql) => sql`select pg_sleep(600)`, options)
  const refused = expect(work).rejects.toThrow('CONNECTION_DESTROYED')
  await expect.poll(findConnections).toMatchObject([{ state: 'active' }])
  stopping.abort()
  await refused
  await expect(withMaintenance(database, (sql) => sql`select 1`, options)).rejects.toThrow(
    'aborted',
  )
})
