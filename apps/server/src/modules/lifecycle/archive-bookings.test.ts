import type { HostId } from '@rendez/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { describeSchema } from '../../db/describe-schema.test-kit.ts'
import { listMigrations } from '../../db/list-migrations.ts'
import { rollbackMigrations } from '../../db/rollback-migrations.ts'
import { createTestHost, createTestMeetingType } from '../../db/scheduling.test-kit.ts'
import { verifyBookings } from '../../db/verify-bookings.ts'
import {
  bookingRequest,
  openTestBookings,
  type TestBookings,
} from '../bookings/bookings.test-kit.ts'
import { insertPastBookings } from './archive.test-kit.ts'
import { archiveBookings, restoreBookings } from './lifecycle.module.ts'

let kit: TestBookings
let hostId: HostId
let username: string
let meetingTypeId: string

beforeEach(async () => {
  kit = await openTestBookings()
  const host = await createTestHost(kit.database, { timeZone: 'America/New_York' })
  hostId = host.hostId
  username = host.username
  meetingTypeId = await createTestMeetingType(kit.database, hostId)
})

afterEach(() => kit.close())

const bookPast = (monthsAgo: number, count = 3, of = { hostId, meetingTypeId }) =>
  insertPastBookings(kit.database.sql, { ...of, monthsAgo, count })
const count = async (table: 'bookings' | 'archive.bookings' | 'booking_history') => {
  const [row] = await kit.database
    .sql`select count(*)::int as count from ${kit.database.sql(table)}`
  return row?.count
}
const countBoth = async () => [await count('bookings'), await count('archive.bookings')]
const findBroken = async () =>
  (await verifyBookings(kit.database.sql)).filter(({ outcome }) => outcome !== 'holds')
const monthName = async (monthsAgo: number) => {
  const [row] = await kit.database.sql`
    select to_char((now() - make_interval(months => ${monthsAgo})) at time zone 'UTC', 'YYYY-MM') as name`
  return row?.name
}

test('whole months that are long over move; younger ones and the future stay', async () => {
  for (const monthsAgo of [1, 2, 5, 6, 7]) await bookPast(monthsAgo)
  await kit.bookings.create(bookingRequest(meetingTypeId, '2038-02-02T09:00:00Z'), null)
  const lines: string[] = []

  const dry = await archiveBookings(kit, { dryRun: true })
  expect(await countBoth()).toEqual([16, 0])
  const reports = await archiveBookings(kit, { onProgress: (line) => lines.push(line) })

  expect(dry).toEqual(reports)
  expect(reports).toEqual(
    [await monthName(7), await monthName(6), await monthName(5)].map((month) => ({
      month,
      bookings: 3,
      outcome: 'archived',
    })),
  )
  expect(lines[2]).toMatch(/^3 of 3: .* archived, 3 bookings$/)
  expect(await countBoth()).toEqual([7, 9])
  expect(await findBroken()).toEqual([])
  expect(await archiveBookings(kit)).toEqual([])
})

test('the archive is a partition of bookings in every respect', async () => {
  await bookPast(6)
  await archiveBookings(kit)
  const lines = await describeSchema(kit.database.sql)
  const shapeOf = (table: string) =>
    lines
      .filter((line) => new RegExp(`^(column|constraint) ${table}[. ]`).test(line))
      .map((line) => line.replace(table, 'bookings'))
  // A migration that adds a column to bookings has to add it to the archive, or no month can move.
  expect(shapeOf('archive.bookings')).toEqual(shapeOf('public.bookings'))
  expect(shapeOf('archive.bookings').length).toBeGreaterThan(20)
  const [valid] = await kit.database.sql`
    select bool_and(indisvalid) as valid, count(*)::int as count from pg_index
    where indrelid = 'archive.bookings'::regclass`
  expect(valid).toEqual({ valid: true, count: 3 })
})

test('a host still finds what is archived, past and cancelled, page by page, and by its id', async () => {
  await bookPast(6)
  kit.clock.set(new Date().toISOString())
  const list = (show: 'past' | 'cancelled', cursor?: string) =>
    kit.bookings.list(hostId, { show, search: '', limit: 1, ...(cursor ? { cursor } : {}) })
  const before = await list('past')
  await archiveBookings(kit)

  const first = await list('past')
  expect(first).toEqual(before)
  const second = await list('past', first.nextCursor ?? '')
  expect([second.bookings.length, second.nextCursor]).toEqual([1, null])
  expect((await list('cancelled')).bookings).toHaveLength(1)
  const id = first.bookings[0]?.id ?? ''
  expect(await kit.bookings.get({ by: 'host', hostId }, id)).toMatchObject({
    id,
    changeable: false,
  })
})

test('a month whose bookings were in the default partition moves too', async () => {
  const { sql } = kit.database
  await bookPast(8)
  await sql.unsafe(`do $$ declare p text := 'bookings_' || to_char((now() - interval '8 months')
    at time zone 'UTC', 'YYYY_MM'); begin
    execute format('alter table bookings detach partition %I', p);
    execute format('insert into bookings select * from %I', p);
    execute format('drop table %I', p); end $$`)
  expect(await archiveBookings(kit)).toMatchObject([{ bookings: 3, outcome: 'archived' }])
  expect(await countBoth()).toEqual([0, 3])
})

test('after two years a month is dropped with its history, and the report says so', async () => {
  await bookPast(26)
  await bookPast(6)
  const kept = await count('booking_history')
  await archiveBookings(kit)
  expect(await countBoth()).toEqual([0, 6])
  const reports = await archiveBookings(kit)
  expect(reports).toEqual([{ month: await monthName(26), bookings: 3, outcome: 'dropped' }])
  expect(await countBoth()).toEqual([0, 3])
  expect(await count('booking_history')).toBe((kept ?? 0) / 2)
  expect(await findBroken()).toEqual([])
})

test.each(['a whole partition', 'row by row'])(
  'the clock of a guest goes into the archive and comes back: %s',
  async (way) => {
    const { sql } = kit.database
    const clocks = async (table: 'bookings' | 'archive.bookings') =>
      (await sql`select invitee_time_format as clock from ${sql(table)} order by start_time`).map(
        ({ clock }) => clock,
      )
    await bookPast(6)
    if (way === 'row by row') {
      await archiveBookings(kit)
      await bookPast(6)
      await sql`delete from archive.bookings`
    }
    await sql`update bookings set invitee_time_format =
      case extract(hour from start_time) when 0 then '12h' else null end`
    const before = await clocks('bookings')
    expect(new Set(before)).toEqual(new Set(['12h', null]))
    expect(await archiveBookings(kit)).toMatchObject([{ bookings: 3, outcome: 'archived' }])
    expect([await clocks('bookings'), await clocks('archive.bookings')]).toEqual([[], before])
    const fromDate = `${await monthName(7)}-28`
    expect(await restoreBookings(kit, { username, fromDate })).toMatchObject([{ bookings: 3 }])
    expect([await clocks('bookings'), await clocks('archive.bookings')]).toEqual([before, []])
  },
)

describe('restore', () => {
  test('brings back one host from a date on, leaves the others, and stays for a while', async () => {
    const other = await createTestHost(kit.database)
    const otherType = await createTestMeetingType(kit.database, other.hostId)
    for (const monthsAgo of [6, 8]) await bookPast(monthsAgo)
    await bookPast(6, 3, { hostId: other.hostId, meetingTypeId: otherType })
    await archiveBookings(kit)
    // Midnight UTC of the first is still the month before where this host lives.
    const onTheFirst = { username, fromDate: `${await monthName(6)}-01` }
    expect(await restoreBookings(kit, onTheFirst)).toEqual([])
    const options = { username, fromDate: `${await monthName(7)}-28` }

    const dry = await restoreBookings(kit, { ...options, dryRun: true })
    expect(await countBoth()).toEqual([0, 9])
    const restored = await restoreBookings(kit, options)
    expect([dry, restored]).toEqual([restored, [{ month: await monthName(6), bookings: 3 }]])
    expect(await countBoth()).toEqual([3, 6])
    expect(await findBroken()).toEqual([])

    expect(await archiveBookings(kit)).toMatchObject([{ bookings: 3, outcome: 'kept' }])
    await kit.database.sql`update archive.restorations set restored_at = now() - interval '91 days'`
    expect(await archiveBookings(kit)).toMatchObject([{ bookings: 3, outcome: 'archived' }])
    expect(await countBoth()).toEqual([0, 9])
    expect(await findBroken()).toEqual([])
  })

  test('of somebody who does not exist answers null', async () => {
    expect(await restoreBookings(kit, { username: 'nobody', fromDate: '2026-01-01' })).toBeNull()
  })
})

test('bookings go on beside it: none is refused, lost or doubled', async () => {
  for (const monthsAgo of [4, 5, 6, 7, 8, 9]) await bookPast(monthsAgo, 400)
  let archived = false
  let made = 0
  const bookOn = async (host: number) => {
    for (let slot = 0; !archived || slot < 10; slot += 1) {
      const startTime = new Date(Date.UTC(2027, 1, 2 + host) + slot * 1_800_000).toISOString()
      await kit.bookings.create(bookingRequest(meetingTypes[host] ?? '', startTime), null)
      made += 1
    }
  }
  const meetingTypes = await Promise.all(
    [0, 1, 2, 3].map(async () => {
      const host = await createTestHost(kit.database)
      return createTestMeetingType(kit.database, host.hostId)
    }),
  )
  const archiving = archiveBookings(kit).finally(() => {
    archived = true
  })
  await Promise.all([archiving, ...meetingTypes.map((_, host) => bookOn(host))])
  expect((await archiving).every(({ outcome }) => outcome === 'archived')).toBe(true)
  expect((await countBoth()).reduce((sum, number) => sum + number, 0)).toBe(2400 + made)
  expect(await count('archive.bookings')).toBeGreaterThanOrEqual(2000)
  expect(await findBroken()).toEqual([])
})

test('a month that cannot be moved keeps no other from it', async () => {
  for (const monthsAgo of [6, 7]) await bookPast(monthsAgo)
  const { sql } = kit.database
  const inTheWay = `archive.bookings_${(await monthName(7))?.replace('-', '_')}`
  await sql`create table ${sql(inTheWay)} ()`
  await expect(archiveBookings(kit)).rejects.toThrow('no partition of relation "bookings" found')
  expect(await countBoth()).toEqual([3, 3])
  await sql`drop table ${sql(inTheWay)}`
  expect(await archiveBookings(kit)).toMatchObject([{ outcome: 'archived' }])
})

test('told to stop, it ends after the month at hand', async () => {
  for (const monthsAgo of [6, 7]) await bookPast(monthsAgo)
  const stopping = new AbortController()
  const archiving = archiveBookings(kit, {
    signal: stopping.signal,
    onProgress: () => stopping.abort(),
  })
  await expect(archiving).rejects.toThrow('aborted')
  expect(await countBoth()).toEqual([3, 3])
})

test('the way back of the archive brings the bookings back', async () => {
  for (const monthsAgo of [6, 8]) await bookPast(monthsAgo)
  await archiveBookings(kit)
  const steps =
    listMigrations().length - listMigrations().findIndex(({ tag }) => tag.endsWith('life_of_data'))
  await rollbackMigrations(kit.databaseUrl, { steps, allowLoss: true })
  expect(await count('bookings')).toBe(6)
})
