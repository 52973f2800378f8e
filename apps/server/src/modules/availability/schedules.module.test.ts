import { randomUUID } from 'node:crypto'
import { type CreateScheduleInput, createScheduleSchema, type HostId } from '@rendez/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectDatabase, type Database } from '../../db/client.ts'
import { createTestHost, createTestMeetingType, everyDay } from '../../db/scheduling.test-kit.ts'
import { createTestDatabase, type TestDatabase } from '../../db/test-database.ts'
import { createSchedulesService } from './schedules.module.ts'
import { uncached } from './uncached.test-kit.ts'

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

const service = () => createSchedulesService({ database, ...uncached(database) })

const evenings: CreateScheduleInput = createScheduleSchema.parse({
  name: 'Evenings',
  timeZone: 'Australia/Lord_Howe',
  weeklyHours: { ...everyDay('18:00', '26:00'), sunday: [] },
  dateOverrides: [{ date: '2027-12-24', ranges: [] }],
})

const defaultsOf = async (hostId: HostId) =>
  (await service().list(hostId)).filter(({ isDefault }) => isDefault).map(({ id }) => id)

describe('schedules', () => {
  test('are listed with the default first and what uses them', async () => {
    const { hostId, scheduleId } = await createTestHost(database)
    const created = await service().create(hostId, evenings)
    await createTestMeetingType(database, hostId)
    await createTestMeetingType(database, hostId, { scheduleId: created.id })
    await createTestMeetingType(database, hostId, { scheduleId: created.id })
    await createTestMeetingType(database, hostId, { deletedAt: new Date() })
    const listed = await service().list(hostId)
    expect(listed).toMatchObject([
      { id: scheduleId, isDefault: true, meetingTypeCount: 1 },
      { ...evenings, id: created.id, isDefault: false, meetingTypeCount: 2 },
    ])
    expect(Object.keys(listed[0]?.weeklyHours ?? {})).toEqual([
      'monday',
      'tuesday',
      'wednesday',
      'thursday',
      'friday',
      'saturday',
      'sunday',
    ])
  })

  test('change in what is given alone', async () => {
    const { hostId } = await createTestHost(database)
    const created = await service().create(hostId, evenings)
    const renamed = await service().update(hostId, { id: created.id, name: 'Nights' })
    expect(renamed).toEqual({ ...created, name: 'Nights' })
    const rehoured = await service().update(hostId, {
      id: created.id,
      weeklyHours: everyDay('08:00', '09:00') as CreateScheduleInput['weeklyHours'],
      dateOverrides: [],
    })
    expect(rehoured).toEqual({
      ...renamed,
      weeklyHours: everyDay('08:00', '09:00'),
      dateOverrides: [],
    })
    await expect(service().update(hostId, { id: created.id })).resolves.toEqual(rehoured)
  })

  test('are at most twenty a host, also when asked for at once', async () => {
    const { hostId } = await createTestHost(database)
    const results = await Promise.allSettled(
      Array.from({ length: 25 }, () => service().create(hostId, evenings)),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(19)
    await expect(service().list(hostId)).resolves.toHaveLength(20)
    await expect(service().create(hostId, evenings)).rejects.toMatchObject({
      code: 'VALIDATION_ERROR',
      message: 'You can have at most 20 schedules.',
    })
  })
})

describe('the default', () => {
  test('moves from one schedule to another at once', async () => {
    const { hostId, scheduleId } = await createTestHost(database)
    const { id } = await service().create(hostId, evenings)
    await expect(service().update(hostId, { id, isDefault: true })).resolves.toMatchObject({
      isDefault: true,
    })
    await expect(defaultsOf(hostId)).resolves.toEqual([id])
    await service().remove(hostId, scheduleId)
  })

  test('is one after ten schedules became it at the same time', async () => {
    const { hostId } = await createTestHost(database)
    const made = await Promise.all(
      Array.from({ length: 10 }, () => service().create(hostId, evenings)),
    )
    await Promise.all(made.map(({ id }) => service().update(hostId, { id, isDefault: true })))
    await expect(defaultsOf(hostId)).resolves.toHaveLength(1)
  })

  test('stays when the schedule that should become it is deleted at the same time', async () => {
    const { hostId } = await createTestHost(database)
    for (let round = 0; round < 10; round += 1) {
      const { id } = await service().create(hostId, evenings)
      await Promise.allSettled([
        service().update(hostId, { id, isDefault: true }),
        service().remove(hostId, id),
      ])
      await expect(defaultsOf(hostId)).resolves.toHaveLength(1)
    }
  })
})

describe('deleting', () => {
  test('is refused for the default and for what a meeting type uses', async () => {
    const { hostId, scheduleId } = await createTestHost(database)
    const { id } = await service().create(hostId, evenings)
    await createTestMeetingType(database, hostId, { scheduleId: id })
    for (const used of [scheduleId, id]) {
      await expect(service().remove(hostId, used)).rejects.toMatchObject({
        code: 'SCHEDULE_IN_USE',
      })
    }
    await expect(service().list(hostId)).resolves.toHaveLength(2)
  })

  test('removes the rest', async () => {
    const { hostId, scheduleId } = await createTestHost(database)
    const { id } = await service().create(hostId, evenings)
    await service().remove(hostId, id)
    await expect(service().list(hostId)).resolves.toMatchObject([{ id: scheduleId }])
    await expect(service().remove(hostId, id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('another host’s schedule', () => {
  test('is neither seen nor changed nor deleted', async () => {
    const [mine, other] = await Promise.all([createTestHost(database), createTestHost(database)])
    const theirs = await service().create(other.hostId, evenings)
    const before = await service().list(other.hostId)
    const notFound = { code: 'NOT_FOUND' }
    for (const id of [theirs.id, other.scheduleId, randomUUID()]) {
      await expect(
        service().update(mine.hostId, { id, name: 'Mine', isDefault: true }),
      ).rejects.toMatchObject(notFound)
      await expect(service().remove(mine.hostId, id)).rejects.toMatchObject(notFound)
    }
    await expect(service().list(mine.hostId)).resolves.toMatchObject([{ id: mine.scheduleId }])
    await expect(defaultsOf(mine.hostId)).resolves.toEqual([mine.scheduleId])
    await expect(service().list(other.hostId)).resolves.toEqual(before)
  })
})
