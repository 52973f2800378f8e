import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestClock } from '../../adapters/clock/test-clock.ts'
import { connectDatabase, type Database } from '../../db/client.ts'
import {
  createTestHost,
  createTestMeetingType,
  everyDay,
  type TestHost,
} from '../../db/scheduling.test-kit.ts'
import { createTestDatabase, type TestDatabase } from '../../db/test-database.ts'
import { type AvailabilityModule, createAvailabilityModule } from './availability.module.ts'

const clock = createTestClock('2027-02-01T08:00:00Z')
let testDatabase: TestDatabase
let database: Database
let module: AvailabilityModule
let host: TestHost
let meetingTypeId: string

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = connectDatabase(testDatabase.url, { max: 3 })
  module = createAvailabilityModule({ database, clock })
})

beforeEach(async () => {
  clock.set('2027-02-01T08:00:00Z')
  const weeklyHours = everyDay('09:00', '11:00')
  host = await createTestHost(database, { timeZone: 'Europe/Paris', weeklyHours })
  meetingTypeId = await createTestMeetingType(database, host.hostId)
})

afterAll(async () => {
  await database.close()
  await testDatabase.drop()
})

const change = (columns: object) =>
  database.sql`update meeting_types set ${database.sql(columns)} where id = ${meetingTypeId}`

const claim = (from: string, to: string, expiresIn: string | null = null, hostId = host.hostId) =>
  database.sql`
    insert into claims (booking_id, host_id, during, expires_at)
    values (${randomUUID()}, ${hostId}, tstzrange(${from}, ${to}), now() + ${expiresIn}::interval)`

const monday = { from: '2027-03-01T00:00:00Z', to: '2027-03-02T00:00:00Z' }

async function listStarts(range = monday): Promise<string[]> {
  const { slots } = await module.availability.listSlots({
    meetingTypeId,
    ...range,
    timeZone: 'UTC',
  })
  return slots.map((slot) => slot.startTime.slice(5, 16))
}

describe('the list of slots', () => {
  test('holds instants in UTC, whatever zone they are asked for', async () => {
    const query = { meetingTypeId, ...monday, timeZone: 'Asia/Kathmandu' }
    expect(await module.availability.listSlots(query)).toEqual({
      slots: [
        { startTime: '2027-03-01T08:00:00Z', endTime: '2027-03-01T08:30:00Z' },
        { startTime: '2027-03-01T08:30:00Z', endTime: '2027-03-01T09:00:00Z' },
        { startTime: '2027-03-01T09:00:00Z', endTime: '2027-03-01T09:30:00Z' },
        { startTime: '2027-03-01T09:30:00Z', endTime: '2027-03-01T10:00:00Z' },
      ],
      timeZone: 'Asia/Kathmandu',
    })
  })

  test('begins with the start of the range and ends before its end', async () => {
    const range = { from: '2027-03-01T08:30:00Z', to: '2027-03-01T09:30:00Z' }
    expect(await listStarts(range)).toEqual(['03-01T08:30', '03-01T09:00'])
  })

  test('leaves out what a booking or a living hold of this host takes', async () => {
    const stranger = await createTestHost(database)
    await claim('2027-03-01T08:00:00Z', '2027-03-01T08:30:00Z')
    await claim('2027-03-01T08:45:00Z', '2027-03-01T09:00:00Z', '1 minute')
    await claim('2027-03-01T09:00:00Z', '2027-03-01T09:30:00Z', '-1 second')
    await claim('2027-03-01T09:30:00Z', '2027-03-01T10:00:00Z', null, stranger.hostId)
    expect(await listStarts()).toEqual(['03-01T09:00', '03-01T09:30'])
  })

  test('sees a claim that begins long before the range and reaches into it', async () => {
    await claim('2027-02-28T21:00:00Z', '2027-03-01T09:00:00Z')
    const range = { from: '2027-03-01T08:30:00Z', to: '2027-03-01T12:00:00Z' }
    expect(await listStarts(range)).toEqual(['03-01T09:00', '03-01T09:30'])
  })

  test('sees a claim hours after the range that a long meeting from within would meet', async () => {
    await change({ duration_minutes: 60, buffer_after_minutes: 240 })
    const range = { from: '2027-03-01T09:00:00Z', to: '2027-03-01T09:01:00Z' }
    expect(await listStarts(range)).toEqual(['03-01T09:00'])
    await claim('2027-03-01T13:55:00Z', '2027-03-01T15:00:00Z')
    expect(await listStarts(range)).toEqual([])
  })

  test('counts the bookings of the whole date, outside of the range too', async () => {
    await change({ max_bookings_per_day: 1 })
    const range = { from: '2027-03-01T09:30:00Z', to: '2027-03-01T09:31:00Z' }
    expect(await listStarts(range)).toEqual(['03-01T09:30'])
    await database.sql`
      insert into bookings (id, host_id, meeting_type_id, status, start_time, end_time,
        invitee_name, invitee_email, invitee_time_zone, notes, meeting_type_name,
        duration_minutes, location, buffer_before_minutes, buffer_after_minutes, manage_token_hash)
      values (gen_random_uuid(), ${host.hostId}, ${meetingTypeId}, 'confirmed',
        '2027-03-01T08:00:00Z', '2027-03-01T08:30:00Z', 'Ada', 'ada@example.com', 'UTC', '',
        'Intro', 30, '{}', 0, 0, '')`
    expect(await listStarts(range)).toEqual([])
    const tomorrow = { from: '2027-03-02T09:30:00Z', to: '2027-03-02T09:31:00Z' }
    expect(await listStarts(tomorrow)).toEqual(['03-02T09:30'])
  })

  test('is empty on the dates of a schedule of its own that is closed', async () => {
    const scheduleId = randomUUID()
    await database.sql`
      insert into schedules (id, host_id, name, time_zone, weekly_hours, date_overrides)
      select ${scheduleId}, host_id, 'Mondays off', time_zone, weekly_hours,
        '[{"date": "2027-03-01", "ranges": []}]'
      from schedules where id = ${host.scheduleId}`
    await change({ schedule_id: scheduleId })
    expect(await listStarts()).toEqual([])
    await change({ schedule_id: null })
    expect(await listStarts()).toHaveLength(4)
  })

  test('is refused for a meeting type that is inactive, deleted or unknown', async () => {
    const query = { meetingTypeId, ...monday, timeZone: 'UTC' }
    await change({ active: false })
    const refused = { code: 'MEETING_TYPE_INACTIVE' }
    await expect(module.availability.listSlots(query)).rejects.toMatchObject(refused)
    await expect(
      module.availability.checkSlot({ meetingTypeId, startTime: monday.from }),
    ).rejects.toMatchObject(refused)
    await change({ deleted_at: new Date('2027-01-01') })
    for (const id of [meetingTypeId, randomUUID()]) {
      await expect(
        module.availability.listSlots({ ...query, meetingTypeId: id }),
      ).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
  })
})

describe('the check of one start', () => {
  const check = (startTime: string) => module.availability.checkSlot({ meetingTypeId, startTime })

  test('finds nothing against a free slot', async () => {
    expect(await check('2027-03-01T09:00:00+01:00')).toEqual({ available: true, reasons: [] })
  })

  test('names every reason', async () => {
    await change({ booking_window: { kind: 'rolling_days', days: 10 } })
    await claim('2027-03-01T09:00:00Z', '2027-03-01T10:30:00Z')
    expect(await check('2027-03-01T10:10:00Z')).toEqual({
      available: false,
      reasons: ['outside_booking_window', 'outside_open_hours', 'busy'],
    })
  })
})

describe('the next free slot', () => {
  const next = async (from: string) =>
    (await module.availability.findNextSlot({ meetingTypeId, from })).slot?.startTime

  test('is the first one at or after an instant, and never in the past', async () => {
    expect(await next('2027-03-01T08:30:00Z')).toBe('2027-03-01T08:30:00Z')
    expect(await next('2027-03-01T09:31:00Z')).toBe('2027-03-02T08:00:00Z')
    expect(await next('2020-01-01T00:00:00Z')).toBe('2027-02-01T08:00:00Z')
  })

  test.each(['2027-02-08T08:00:00Z', '2027-03-20T08:00:00Z', '2027-12-24T08:00:00Z'])(
    'is found on %s when all before is taken',
    async (start) => {
      await database.sql`
        insert into claims (booking_id, host_id, during)
        select gen_random_uuid(), ${host.hostId}, tstzrange(day, day + interval '6 hours')
        from generate_series('2027-02-01T06:00:00Z', ${start}::timestamptz - interval '8 hours', '1 day') day`
      expect(await next('2027-02-01T00:00:00Z')).toBe(start)
    },
  )

  test('is none when the booking window ends before one', async () => {
    await change({
      booking_window: { kind: 'date_range', startDate: '2027-02-01', endDate: '2027-02-20' },
    })
    expect(await next('2027-02-20T10:00:00Z')).toBeUndefined()
    expect(await next('2027-02-20T09:00:00Z')).toBe('2027-02-20T09:00:00Z')
  })
})
