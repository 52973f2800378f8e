import { randomUUID } from 'node:crypto'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  test,
  vi,
} from 'vitest'
import {
  asInvitee,
  bookingRequest,
  openTestBookings,
  type TestBookings,
} from '../../modules/bookings/bookings.test-kit.ts'
import { archiveBookings } from '../../modules/lifecycle/lifecycle.module.ts'
import { describeSchema } from '../describe-schema.test-kit.ts'
import { listMigrations } from '../list-migrations.ts'
import { connectForMaintenance } from '../maintenance-client.ts'
import { createTestHost, createTestMeetingType } from '../scheduling.test-kit.ts'
import { verifyBookings } from '../verify-bookings.ts'
import { restoreBackup } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

// Whole databases are written and read, on machines that may have much else to do.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let kit: TestBookings
let source: postgres.Sql
let folder: string
let meetingTypes: string[]
let target: { url: string; sql: postgres.Sql; drop(): Promise<void> }

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rendez backup '))
  kit = await openTestBookings()
  source = connectForMaintenance(kit.databaseUrl)
  const hosts = await Promise.all([1, 2, 3].map(() => createTestHost(kit.database)))
  meetingTypes = await Promise.all(
    hosts.map(({ hostId }) => createTestMeetingType(kit.database, hostId)),
  )
  await addAwkwardRows()
})

afterAll(async () => {
  await source.end()
  await kit.close()
  rmSync(folder, { recursive: true, force: true })
})

beforeEach(async () => {
  target = await createEmptyDatabase()
})

afterEach(() => target.drop())

/** Bookings in the archive and in the default partition, and texts that are hard to write down. */
async function addAwkwardRows(): Promise<void> {
  const texts = [
    'tab\there',
    'line\nbreak\r\n',
    '\\N',
    '\\.',
    'back\\slash',
    '"quotes"',
    '日本 🗓',
    '',
  ]
  for (const [slot, notes] of texts.entries()) {
    const startTime = new Date(Date.UTC(2027, 1, 2, 0, slot * 30)).toISOString()
    await kit.bookings.create(bookingRequest(meetingTypes[0] ?? '', startTime, { notes }), null)
  }
  const { sql } = kit.database
  for (const startTime of ['2026-01-15T10:00:00Z', '2090-01-15T10:00:00Z']) {
    await sql`
      with made as (
        insert into bookings select (jsonb_populate_record(b, jsonb_build_object(
          'id', gen_random_uuid(), 'start_time', ${startTime}::timestamptz, 'updated_at', now(),
          'end_time', ${startTime}::timestamptz + interval '30 minutes', 'status', 'cancelled',
          'cancelled_by', 'host', 'cancellation_reason', '', 'created_at', '2026-01-01T00:00:00Z'))).*
        from bookings b limit 1 returning id
      ) insert into booking_history (booking_id, version, action, actor, details)
        select id, 0, 'cancelled', 'host', '{}' from made`
  }
  await archiveBookings(kit)
}

async function createEmptyDatabase() {
  const name = `restored_${randomUUID().replaceAll('-', '')}`
  const admin = postgres(inject('databaseUrl'), { max: 1, onnotice: () => {} })
  await admin`create database ${admin(name)}`
  const url = new URL(inject('databaseUrl'))
  url.pathname = `/${name}`
  const sql = connectForMaintenance(url.href)
  const drop = async () => {
    await sql.end()
    await admin`drop database ${admin(name)} with (force)`
    await admin.end()
  }
  return { url: url.href, sql, drop }
}

/** Every row of every table, as text in an order that is the same elsewhere. */
async function readAll(sql: postgres.Sql): Promise<Record<string, string[]>> {
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', 'archive') order by name`
  const contents: Record<string, string[]> = {}
  for (const { name } of tables) {
    const rows = await sql.unsafe<{ line: string }[]>(
      `select t::text as line from ${name} t order by 1`,
    )
    contents[name] = rows.map(({ line }) => line)
  }
  return contents
}

const findBroken = async (sql: postgres.Sql) =>
  (await verifyBookings(sql, { graceSeconds: 0 })).filter(({ outcome }) => outcome !== 'holds')

test('restored elsewhere, every row of every table and partition is the same', async () => {
  const lines: string[] = []
  const directory = join(folder, 'whole')
  const manifest = await writeBackup(source, directory, (line) => lines.push(line))
  await restoreBackup(target.url, directory)

  expect(await readAll(target.sql)).toEqual(await readAll(source))
  expect(await describeSchema(target.sql)).toEqual(await describeSchema(source))
  expect((await readAll(target.sql))['archive.bookings_2026_01']).toHaveLength(1)
  expect((await readAll(target.sql))['public.bookings_default']).toHaveLength(1)
  expect(await findBroken(target.sql)).toEqual([])
  expect(lines.at(-1)).toMatch(
    new RegExp(`^${manifest.tables.length} of ${manifest.tables.length}: `),
  )
  // The next event comes after those that were restored.
  const [next] = await target.sql`
    select nextval('outbox_position_seq') > (select max(position) from outbox) as later`
  expect(next?.later).toBe(true)
})

test('tables of every size come to an end', async () => {
  const { sql } = target
  for (const rows of [1_000, 10_000, 30_000]) {
    await sql`create table many (n int, text text)`
    await sql`insert into many select n, repeat('x', n % 300) from generate_series(1, ${rows}) n`
    const directory = join(folder, `many-${rows}`)
    const manifest = await writeBackup(sql, directory)
    expect(manifest.tables).toMatchObject([{ name: 'public.many', rows }])
    await sql`drop table many`
  }
})

test('made while people book, move and cancel, it is one moment, and nothing is broken in it', async () => {
  let done = false
  let requests = 0
  const book = async (meetingTypeId: string, host: number) => {
    for (let slot = 0; !done || slot < 20; slot += 2) {
      const at = (offset: number) =>
        new Date(Date.UTC(2027, 2, 1 + 8 * host) + (slot + offset) * 1_800_000).toISOString()
      const booked = await kit.bookings.create(bookingRequest(meetingTypeId, at(0)), null)
      await kit.bookings.reschedule(asInvitee(booked), { id: booked.id, startTime: at(1) }, null)
      if (slot % 4 === 0)
        await kit.bookings.cancel(asInvitee(booked), { id: booked.id, reason: '' })
      requests += 1
    }
  }
  const booking = meetingTypes.map(book)
  await expect.poll(() => requests).toBeGreaterThan(5)
  const takeBackup = async (before = requests) => {
    const directory = join(folder, `under load ${randomUUID()}`)
    const manifest = await writeBackup(source, directory)
    return { directory, manifest, served: requests - before }
  }
  // So little is written in a moment: the one that counts was made while somebody was served.
  let taken = await takeBackup()
  while (taken.served === 0) taken = await takeBackup()
  done = true
  await Promise.all(booking)
  await restoreBackup(target.url, taken.directory)
  expect(await findBroken(target.sql)).toEqual([])
  for (const { name, rows } of taken.manifest.tables) {
    const [found] = await target.sql.unsafe(`select count(*)::int as count from ${name}`)
    expect([name, found?.count]).toEqual([name, rows])
  }
})

test('it is for its owner alone, and no file of it is overwritten', async () => {
  const directory = join(folder, 'private')
  await writeBackup(source, directory)
  const modes = [directory, ...readdirSync(directory).map((file) => join(directory, file))].map(
    (path) => statSync(path).mode & 0o077,
  )
  expect(new Set(modes)).toEqual(new Set([0]))
  await expect(writeBackup(source, directory)).rejects.toThrow(/private is not empty: name a dir/)
})

test('one that is cut short leaves nothing that looks like a backup', async () => {
  const directory = join(folder, 'cut')
  const fail = () => {
    throw new Error('cut')
  }
  await expect(writeBackup(source, directory, fail)).rejects.toThrow('cut')
  expect(readdirSync(folder).filter((name) => name.startsWith('cut'))).toEqual([])
})

describe('what cannot be restored is refused with one line, and nothing is written', () => {
  let good: string

  beforeAll(async () => {
    good = join(folder, 'good')
    await writeBackup(source, good)
  })

  afterEach(async () => {
    const tables = await target.sql`
      select from pg_tables where schemaname not in ('pg_catalog', 'information_schema')
        and tablename <> 'there'`
    expect(tables).toHaveLength(0)
  })

  /** A copy of the good one with one thing about it changed. */
  function copyWith(change: (directory: string) => void): string {
    const directory = join(folder, `bad-${randomUUID()}`)
    cpSync(good, directory, { recursive: true })
    change(directory)
    return directory
  }
  const editManifest = (edit: (text: string) => string) =>
    copyWith((directory) => {
      const file = join(directory, 'manifest.json')
      writeFileSync(file, edit(readFileSync(file, 'utf8')))
    })
  const bookings = 'public.bookings.copy.gz'

  test('no backup at all', async () => {
    const empty = join(folder, 'empty')
    mkdirSync(empty, { recursive: true })
    await expect(restoreBackup(target.url, empty)).rejects.toThrow(
      /empty is no backup: no manifest\.json in it$/,
    )
    await expect(restoreBackup(target.url, join(good, bookings))).rejects.toThrow(/is no backup/)
  })

  test('a manifest of something else', async () => {
    for (const text of ['{}', 'not json', '{"format":"other"}']) {
      const directory = editManifest(() => text)
      await expect(restoreBackup(target.url, directory)).rejects.toThrow(
        /manifest\.json is not the manifest of a backup that this release can read$/,
      )
    }
  })

  test('a file that is missing, shorter or altered', async () => {
    const missing = copyWith((directory) => rmSync(join(directory, bookings)))
    await expect(restoreBackup(target.url, missing)).rejects.toThrow(/not complete: .* is missing$/)
    const content = readFileSync(join(good, bookings))
    const altered = Buffer.from(content)
    altered[altered.length >> 1] = (altered[altered.length >> 1] ?? 0) ^ 1
    for (const damaged of [content.subarray(0, -1), altered, Buffer.alloc(0)]) {
      const directory = copyWith((copy) => writeFileSync(join(copy, bookings), damaged))
      await expect(restoreBackup(target.url, directory)).rejects.toThrow(/damaged: .* is not what/)
    }
  })

  test('rows that are not as many as were written', async () => {
    const directory = editManifest((text) => text.replace(/"rows": 3\b/, '"rows": 4'))
    await expect(restoreBackup(target.url, directory)).rejects.toThrow(
      /has 3 rows instead of 4: nothing was kept$/,
    )
  })

  test('of a release that knows more', async () => {
    const { createdAt = 0 } = listMigrations().at(-1) ?? {}
    const directory = editManifest((text) => text.replace(String(createdAt), '4102444800000'))
    await expect(restoreBackup(target.url, directory)).rejects.toThrow(/is of another release/)
  })

  test('into a database that is not empty', async () => {
    await target.sql`create table there ()`
    await expect(restoreBackup(target.url, good)).rejects.toThrow(
      'the database is not empty: restore into one that was just created',
    )
  })
})
