import { updateProfileSchema } from '@rendez/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectDatabase, type Database } from '../../db/client.ts'
import { createTestHost } from '../../db/scheduling.test-kit.ts'
import { createTestDatabase, type TestDatabase } from '../../db/test-database.ts'
import { uncached } from '../availability/uncached.test-kit.ts'
import { createHostsModule } from './hosts.module.ts'

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

const service = () => createHostsModule({ database, ...uncached(database) })

describe('the profile', () => {
  test('shows the host with the address of their account', async () => {
    const { hostId, username } = await createTestHost(database, { timeZone: 'Asia/Kathmandu' })
    await expect(service().getProfile(hostId)).resolves.toEqual({
      id: hostId,
      email: `${username}@example.com`,
      username,
      displayName: 'Grace Hopper',
      bio: '',
      timeZone: 'Asia/Kathmandu',
      timeFormat: '24h',
      weekStart: 'monday',
      onboarded: false,
    })
  })

  test('changes what is given and leaves the rest', async () => {
    const { hostId } = await createTestHost(database)
    const before = await service().getProfile(hostId)
    const changes = {
      displayName: 'Ada',
      bio: 'Hello',
      timeFormat: '12h',
      onboarded: true,
    } as const
    await expect(service().updateProfile(hostId, changes)).resolves.toEqual({
      ...before,
      ...changes,
    })
    await expect(service().updateProfile(hostId, {})).resolves.toEqual({ ...before, ...changes })
    const [user] = await database.sql`select name from users where id = ${hostId}`
    expect(user).toEqual({ name: 'Ada' })
  })

  test('of nobody is not found', async () => {
    const { hostId } = await createTestHost(database)
    await database.sql`delete from users where id = ${hostId}`
    await expect(service().getProfile(hostId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(service().updateProfile(hostId, { bio: 'x' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('of others is not touched', async () => {
    const [mine, other] = await Promise.all([createTestHost(database), createTestHost(database)])
    const before = await service().getProfile(other.hostId)
    await service().updateProfile(mine.hostId, { displayName: 'Mallory', bio: 'Mine' })
    await expect(service().getProfile(other.hostId)).resolves.toEqual(before)
  })

  test('keeps text without the characters that break lines and order', () => {
    const input = { displayName: 'Ada\r\nX: 1\u0000\u202e', bio: 'One\r\ntwo\u0007\u0000' }
    expect(updateProfileSchema.parse(input)).toEqual({ displayName: 'Ada X: 1', bio: 'One\ntwo' })
  })
})

describe('the username', () => {
  test('of another host is refused, and nothing of the change is kept', async () => {
    const [mine, other] = await Promise.all([createTestHost(database), createTestHost(database)])
    const change = { username: other.username, bio: 'Not kept' }
    await expect(service().updateProfile(mine.hostId, change)).rejects.toMatchObject({
      code: 'USERNAME_TAKEN',
      details: { fields: [{ path: 'username' }] },
    })
    await expect(service().getProfile(mine.hostId)).resolves.toMatchObject({
      username: mine.username,
      bio: '',
    })
  })

  test('goes to one of ten who want it at once', async () => {
    const hosts = await Promise.all(Array.from({ length: 10 }, () => createTestHost(database)))
    const results = await Promise.allSettled(
      hosts.map(({ hostId }) => service().updateProfile(hostId, { username: 'wanted' })),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason.code).toBe('USERNAME_TAKEN')
    }
    const [row] = await database.sql`select count(*) from hosts where username = 'wanted'`
    expect(row).toEqual({ count: '1' })
  })

  test('is free for its owner and for nobody else, and for all once given up', async () => {
    const [mine, other] = await Promise.all([createTestHost(database), createTestHost(database)])
    const isFree = (host: typeof mine) => service().isUsernameFree(host.hostId, mine.username)
    await expect(isFree(mine)).resolves.toBe(true)
    await expect(isFree(other)).resolves.toBe(false)
    await service().updateProfile(mine.hostId, { username: 'moved-on' })
    await expect(isFree(other)).resolves.toBe(true)
    await service().updateProfile(other.hostId, { username: mine.username })
    await expect(isFree(mine)).resolves.toBe(false)
  })
})
