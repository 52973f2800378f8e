import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestHost, createTestMeetingType } from '../../db/scheduling.test-kit.ts'
import type { FireReport } from './book-under-fire.test-kit.ts'
import {
  bookingRequest,
  findViolations,
  openTestBookings,
  type TestBookings,
} from './bookings.test-kit.ts'

const BOOKINGS = 600
const program = fileURLToPath(new URL('./book-under-fire.test-kit.ts', import.meta.url))
let world: TestBookings

beforeAll(async () => {
  world = await openTestBookings()
  await world.database.sql`create table first_ledger (n int)`
  await world.database.sql`create table second_ledger (n int)`
})

afterAll(() => world.close())

test('a server whose database connections are killed lives, and loses and doubles nothing', async () => {
  const { sql } = world.database
  const { hostId } = await createTestHost(world.database)
  const meetingTypeId = await createTestMeetingType(world.database, hostId)
  const server = spawn(process.execPath, [program, world.databaseUrl, meetingTypeId, `${BOOKINGS}`])
  const output = text(server.stdout)
  const complaints = text(server.stderr)
  const exit = once(server, 'exit')

  let kills = 0
  let killedAt = 0
  while (server.exitCode === null && server.signalCode === null) {
    // After every few bookings, each backend wherever it is: in a statement, between two, or idle.
    const killed = await sql`
      select pg_terminate_backend(pid), (select count(*)::int from bookings) as booked
      from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()
        and (select count(*) from bookings) >= ${killedAt + 10}
      order by random() limit 3`
    kills += killed.length
    killedAt = killed[0]?.booked ?? killedAt
  }
  const [exitCode] = await exit
  expect({ exitCode, complaints: await complaints }).toEqual({ exitCode: 0, complaints: '' })
  expect(kills).toBeGreaterThan(20)

  const report: FireReport = JSON.parse(await output)
  const stored = await sql<{ id: string }[]>`select id from bookings where status = 'confirmed'`
  expect(report.booked).toHaveLength(BOOKINGS)
  expect(stored.map(({ id }) => id).sort()).toEqual([...report.booked].sort())
  expect(await findViolations(world)).toEqual([])

  const ledgers = await sql<{ first: number | null; second: number | null }[]>`
    select f.n as first, s.n as second from first_ledger f full join second_ledger s on s.n = f.n`
  expect(ledgers.filter(({ first, second }) => first === null || second === null)).toEqual([])
  const written = new Set(ledgers.map(({ first }) => first))
  expect(report.committed.filter((n) => !written.has(n))).toEqual([])
  expect(written.size).toBe(ledgers.length)
  expect(report.committed.length).toBeGreaterThan(10)

  const later = bookingRequest(meetingTypeId, '2027-06-01T00:00:00Z')
  expect((await world.bookings.create(later, null)).status).toBe('confirmed')
}, 60_000)
