import { randomUUID } from 'node:crypto'
import {
  type CreateMeetingTypeInput,
  createMeetingTypeSchema,
  type HostId,
  hostPageSchema,
  meetingTypePageSchema,
  meetingTypeSchema,
} from '@rendez/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestClock } from '../../adapters/clock/test-clock.ts'
import { connectDatabase, type Database } from '../../db/client.ts'
import { createTestHost } from '../../db/scheduling.test-kit.ts'
import { createTestDatabase, type TestDatabase } from '../../db/test-database.ts'
import { createSchedulesService } from '../availability/schedules.module.ts'
import { uncached } from '../availability/uncached.test-kit.ts'
import { createMeetingTypesModule } from './meeting-types.module.ts'

let testDatabase: TestDatabase
let database: Database
beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = connectDatabase(testDatabase.url, { max: 8 })
})
afterAll(async () => {
  await database.close()
  await testDatabase.drop()
})

const clock = createTestClock('2027-03-01T09:00:00Z')
const service = () => createMeetingTypesModule({ database, clock, ...uncached(database) })

const offer = (changes: object = {}): CreateMeetingTypeInput =>
  createMeetingTypeSchema.parse({
    name: 'Intro',
    slug: 'intro',
    durationMinutes: 30,
    location: { kind: 'link', url: 'https://meet.example.org/ada' },
    ...changes,
  })

const scheduleOf = (hostId: HostId, timeZone: string) =>
  createSchedulesService({ database, ...uncached(database) }).create(hostId, {
    name: 'Other',
    timeZone,
    weeklyHours: {
      monday: [],
      tuesday: [],
      wednesday: [],
      thursday: [],
      friday: [],
      saturday: [],
      sunday: [],
    },
    dateOverrides: [],
  })

describe('meeting types', () => {
  test('are kept as they were written', async () => {
    const { hostId } = await createTestHost(database)
    const input = offer({
      description: 'Line one\nline two 🎉',
      stepMinutes: 15,
      bufferBeforeMinutes: 5,
      bufferAfterMinutes: 10,
      minimumNoticeMinutes: 0,
      bookingWindow: { kind: 'date_range', startDate: '2027-03-01', endDate: '2027-04-01' },
      maxBookingsPerDay: 3,
      location: { kind: 'in_person', address: 'Piața Unirii 1, Cluj' },
      color: '#00FF00',
      secret: true,
    })
    const created = await service().create(hostId, input)
    expect(created).toEqual({ ...input, id: expect.any(String) })
    expect(meetingTypeSchema.strict().parse(created)).toEqual(created)
    await expect(service().get(hostId, created.id)).resolves.toEqual(created)
  })

  test('are listed active ones first, then as they were made', async () => {
    const { hostId } = await createTestHost(database)
    for (const slug of ['one', 'two', 'three', 'four']) {
      await service().create(hostId, offer({ slug, active: slug !== 'two' }))
    }
    const slugs = (await service().list(hostId)).map(({ slug }) => slug)
    expect(slugs).toEqual(['one', 'three', 'four', 'two'])
  })

  test('change in what is given alone', async () => {
    const { hostId } = await createTestHost(database)
    const created = await service().create(hostId, offer({ stepMinutes: 15 }))
    const changes = { id: created.id, name: 'Welcome', stepMinutes: null, active: false }
    const changed = await service().update(hostId, changes)
    expect(changed).toEqual({ ...created, ...changes })
    await expect(service().update(hostId, { id: created.id })).resolves.toEqual(changed)
  })

  test('are at most a hundred a host; deleted ones do not count', async () => {
    const { hostId } = await createTestHost(database)
    const create = (number: number) => service().create(hostId, offer({ slug: `type-${number}` }))
    for (let number = 0; number < 95; number += 1) await create(number)
    const last = Array.from({ length: 8 }, (_, number) => create(95 + number))
    const results = await Promise.allSettled(last)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    const [first] = await service().list(hostId)
    await expect(service().create(hostId, offer())).rejects.toMatchObject({
      code: 'VALIDATION_ERROR',
      message: 'You can have at most 100 meeting types.',
    })
    await service().remove(hostId, first?.id ?? '')
    await service().create(hostId, offer())
  })
})

describe('the slug', () => {
  test('is unique for a host and free for others', async () => {
    const [mine, other] = await Promise.all([createTestHost(database), createTestHost(database)])
    const { id } = await service().create(mine.hostId, offer())
    await service().create(other.hostId, offer())
    const taken = { code: 'SLUG_TAKEN', details: { fields: [{ path: 'slug' }] } }
    await expect(service().create(mine.hostId, offer())).rejects.toMatchObject(taken)
    const second = await service().create(mine.hostId, offer({ slug: 'second' }))
    const change = { id: second.id, slug: 'intro', name: 'Not kept' }
    await expect(service().update(mine.hostId, change)).rejects.toMatchObject(taken)
    await expect(service().get(mine.hostId, second.id)).resolves.toEqual(second)
    await expect(service().update(mine.hostId, { id, slug: 'intro' })).resolves.toMatchObject({
      id,
    })
  })

  test('goes to one of ten meeting types made at once', async () => {
    const { hostId } = await createTestHost(database)
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => service().create(hostId, offer())),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(service().list(hostId)).resolves.toHaveLength(1)
  })

  test('is free again after deletion, any number of times', async () => {
    const { hostId } = await createTestHost(database)
    for (let round = 0; round < 3; round += 1) {
      const { id } = await service().create(hostId, offer())
      await service().remove(hostId, id)
      await expect(service().get(hostId, id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
      await expect(service().remove(hostId, id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
      await expect(service().update(hostId, { id, active: true })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      })
    }
    await expect(service().list(hostId)).resolves.toEqual([])
    const rows = await database.sql`
      select deleted_at, active, name from meeting_types where host_id = ${hostId}`
    expect(rows.map((row) => ({ ...row }))).toEqual(
      Array.from({ length: 3 }, () => ({
        deleted_at: new Date(clock.now()),
        active: false,
        name: 'Intro',
      })),
    )
  })
})

describe('the schedule', () => {
  test('is the host’s own, or refused', async () => {
    const [mine, other] = await Promise.all([createTestHost(database), createTestHost(database)])
    const refused = { code: 'VALIDATION_ERROR', details: { fields: [{ path: 'scheduleId' }] } }
    const { id } = await service().create(mine.hostId, offer({ scheduleId: mine.scheduleId }))
    for (const scheduleId of [other.scheduleId, randomUUID()]) {
      const input = offer({ slug: 'x', scheduleId })
      await expect(service().create(mine.hostId, input)).rejects.toMatchObject(refused)
      await expect(service().update(mine.hostId, { id, scheduleId })).rejects.toMatchObject(refused)
    }
    await expect(service().list(mine.hostId)).resolves.toMatchObject([
      { id, scheduleId: mine.scheduleId },
    ])
  })

  test('is released by a deleted meeting type', async () => {
    const { hostId } = await createTestHost(database)
    const schedule = await scheduleOf(hostId, 'UTC')
    const { id } = await service().create(hostId, offer({ scheduleId: schedule.id }))
    await service().remove(hostId, id)
    await createSchedulesService({ database, ...uncached(database) }).remove(hostId, schedule.id)
  })
})

describe('another host’s meeting type', () => {
  test('is neither seen nor changed nor deleted', async () => {
    const [mine, other] = await Promise.all([createTestHost(database), createTestHost(database)])
    const theirs = await service().create(other.hostId, offer())
    const notFound = { code: 'NOT_FOUND' }
    for (const id of [theirs.id, randomUUID()]) {
      await expect(service().get(mine.hostId, id)).rejects.toMatchObject(notFound)
      await expect(
        service().update(mine.hostId, { id, name: 'Mine', active: false }),
      ).rejects.toMatchObject(notFound)
      await expect(service().remove(mine.hostId, id)).rejects.toMatchObject(notFound)
    }
    await expect(service().list(mine.hostId)).resolves.toEqual([])
    await expect(service().list(other.hostId)).resolves.toEqual([theirs])
  })
})

describe('the guest’s pages', () => {
  test('list what is active and not secret, without anything private', async () => {
    const { hostId, username } = await createTestHost(database, { timeZone: 'Pacific/Apia' })
    const shown = await service().create(hostId, offer())
    await service().create(hostId, offer({ slug: 'inactive', active: false }))
    await service().create(hostId, offer({ slug: 'secret', secret: true }))
    const deleted = await service().create(hostId, offer({ slug: 'deleted' }))
    await service().remove(hostId, deleted.id)

    const page = await service().getHostPage(username.toUpperCase())
    expect(page).toEqual({
      host: { username, displayName: 'Grace Hopper', bio: '', timeZone: 'Pacific/Apia' },
      meetingTypes: [
        {
          id: shown.id,
          name: 'Intro',
          slug: 'intro',
          description: '',
          durationMinutes: 30,
          locationKind: 'link',
          color: '#2b50d4',
          sms: 'off',
        },
      ],
    })
    expect(hostPageSchema.strict().parse(page)).toEqual(page)
    expect(JSON.stringify(page)).not.toMatch(/@example|meet\.example|hostId/)
  })

  test('open a secret meeting type by its link, in the zone of its schedule', async () => {
    const { hostId, username } = await createTestHost(database, { timeZone: 'America/St_Johns' })
    const schedule = await scheduleOf(hostId, 'Africa/Casablanca')
    await service().create(hostId, offer({ secret: true }))
    await service().create(hostId, offer({ slug: 'own-hours', scheduleId: schedule.id }))
    const page = await service().getMeetingTypePage(username, 'INTRO')
    expect(page).toMatchObject({ slug: 'intro', scheduleTimeZone: 'America/St_Johns' })
    expect(page.host).toEqual((await service().getHostPage(username)).host)
    expect(meetingTypePageSchema.strict().parse(page)).toEqual(page)
    await expect(service().getMeetingTypePage(username, 'own-hours')).resolves.toMatchObject({
      scheduleTimeZone: 'Africa/Casablanca',
    })
  })

  test('say that an inactive one takes no bookings', async () => {
    const { hostId, username } = await createTestHost(database)
    await service().create(hostId, offer({ active: false }))
    await expect(service().getMeetingTypePage(username, 'intro')).rejects.toMatchObject({
      code: 'MEETING_TYPE_INACTIVE',
    })
  })

  test('say the same of every link that leads nowhere', async () => {
    const { hostId, username } = await createTestHost(database)
    const { id } = await service().create(hostId, offer())
    await service().remove(hostId, id)
    const links = [
      [username, 'intro'],
      [username, `deleted:${id}`],
      [username, 'unknown'],
      ['nobody-at-all', 'intro'],
      [username, '\u0000'],
      ['\u0000', 'intro'],
      ['admin', 'intro'],
      [`${username}' or 1=1 --`, 'intro'],
    ] as const
    for (const [name, slug] of links) {
      const page = service().getMeetingTypePage(name, slug)
      await expect(page).rejects.toMatchObject({ code: 'NOT_FOUND', details: {} })
    }
    for (const name of ['nobody-at-all', '\u0000', 'admin', '%', '']) {
      await expect(service().getHostPage(name)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
  })
})
