import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDatabase } from '../../apps/server/src/db/client.ts'
import { connectForMaintenance } from '../../apps/server/src/db/maintenance-client.ts'
import type {} from '../../apps/server/src/db/test-database.global.ts'
import { createTestDatabase, type TestDatabase } from '../../apps/server/src/db/test-database.ts'
import { verifyBookings } from '../../apps/server/src/db/verify-bookings.ts'
import { type Attempts, attemptAt, attemptSql, scenes } from '../booking/attempts.ts'
import { bookByDriver } from '../booking/book-by-driver.ts'
import { writePgbenchScript } from '../booking/write-pgbench-script.ts'
import type { BenchDatabase } from './open-bench-database.ts'
import { seedBookings } from './seed-bookings.ts'
import { seedHosts } from './seed-hosts.ts'
import { hostId, hostIdSql, meetingTypeId, meetingTypeIdSql } from './seeded-ids.ts'

const HOSTS = 20

let testDatabase: TestDatabase
let database: BenchDatabase

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  const { url, drop } = testDatabase
  database = { url, sql: connectForMaintenance(url), second: connectForMaintenance(url), drop }
  await seedHosts(database, HOSTS)
  await seedBookings(database, { hosts: HOSTS, bookings: 2_000, fromDay: -75, toDay: 105 })
})
afterAll(async () => {
  await Promise.all([database.sql.end(), database.second.end()])
  await testDatabase.drop()
})

const findBroken = async () =>
  (await verifyBookings(database.sql)).filter(({ outcome }) => outcome !== 'holds')

test('seeded bookings keep every rule, as many past as there are to come', async () => {
  expect(await findBroken()).toEqual([])
  const [counts] = await database.sql`
    select count(*)::int as all, count(*) filter (where start_time < now())::int as past,
      count(*) filter (where status = 'cancelled')::int as cancelled,
      (select count(*)::int from bookings_default) as unpartitioned,
      (select count(*)::int from idempotency_keys) > 0 as keys
    from bookings`
  expect(counts).toMatchObject({ all: 2_000, cancelled: 100, unpartitioned: 0, keys: true })
  expect(counts?.past).toBeGreaterThan(700)
})

test('JavaScript and SQL agree on ids and on who is tried when', async () => {
  const epoch = new Date('2027-02-01T00:00:00Z')
  for (const scene of Object.values(scenes)) {
    const attempts = { ...scene, firstHost: 3, firstNumber: 0, epoch }
    for (const number of [0, 7, 8, 1_234, 987_654]) {
      const [row] = await database.sql.unsafe(
        `select host::int, start, ${hostIdSql('host')} as id, ${meetingTypeIdSql('host')} as type
        from ${attemptSql(attempts, `${number}::bigint`)} attempt`,
      )
      const { host, start } = attemptAt(attempts, number)
      expect(row).toEqual({ host, start, id: hostId(host), type: meetingTypeId(host) })
    }
  }
})

test('the slots of a benchmark are free, and eight attempts at one make one booking', async () => {
  const connected = connectDatabase(database.url)
  const day = 86_400_000
  const epoch = new Date(Math.ceil(Date.now() / day + 1) * day)
  const wide = { ...scenes.wide, hosts: HOSTS, firstHost: 0, firstNumber: 0, epoch }
  const race = { ...wide, attemptsPerSlot: 8, epoch: new Date(epoch.getTime() + 30 * day) }
  const outcomes = async (attempts: Attempts) =>
    Promise.all(
      Array.from({ length: 160 }, (_, number) =>
        bookByDriver(connected, attemptAt(attempts, number)),
      ),
    )
  const count = (booked: boolean[]) => booked.filter(Boolean).length
  expect(count(await outcomes(wide))).toBe(160)
  expect(count(await outcomes(race))).toBe(20)
  await connected.close()
  expect(await findBroken()).toEqual([])
})

test('what pgbench runs books as the product does, and holds no variable of pgbench', async () => {
  const day = 86_400_000
  const epoch = new Date(Math.ceil(Date.now() / day + 70) * day)
  const attempts = { ...scenes.wide, hosts: HOSTS, firstHost: 0, firstNumber: 0, epoch }
  await database.sql`create sequence bench_numbers minvalue 0 start 1`
  const script = await writePgbenchScript(database, attempts)
  expect(script.replaceAll('::', '')).not.toMatch(/:[a-z]/i)
  expect(await database.sql.unsafe(script)).toMatchObject([{ outcome: 'created' }])
  expect(await findBroken()).toEqual([])
})
