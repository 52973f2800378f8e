import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { type RunningRabbitmq, startRabbitmq } from '../../../scripts/services/start-rabbitmq.ts'
import { readConfig, SettingsError } from './config.ts'
import { connectDatabase, type Database } from './db/client.ts'
import { createTestHost, createTestMeetingType } from './db/scheduling.test-kit.ts'
import { createTestDatabase, type TestDatabase } from './db/test-database.ts'
import { createLogger } from './logger.ts'
import { type RunningServer, startServer } from './main.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const patience = { timeout: 60_000, interval: 100 }
const directory = mkdtempSync(join(tmpdir(), 'rendez-broker-away-'))
let testDatabase: TestDatabase
let database: Database
let broker: RunningRabbitmq

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = connectDatabase(testDatabase.url)
  broker = await startRabbitmq({ directory: join(directory, 'rabbitmq') })
})
afterAll(async () => {
  await broker.stop()
  await database.close()
  await testDatabase.drop()
  rmSync(directory, { recursive: true, force: true })
})

function start(amqpUrl = broker.url): Promise<RunningServer> {
  const config = readConfig({
    PORT: '0',
    DATA_DIR: join(directory, 'data'),
    DATABASE_URL: testDatabase.url,
    AMQP_URL: amqpUrl,
    REDIS_URL: inject('redisUrl'),
    APP_SECRET: 'x'.repeat(32),
  })
  return startServer(config, createLogger('silent'))
}

async function book(server: RunningServer): Promise<number> {
  const { hostId } = await createTestHost(database)
  const meetingTypeId = await createTestMeetingType(database, hostId)
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const answer = await fetch(`${server.localUrl}/api/bookings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      meetingTypeId,
      startTime: `${tomorrow}T12:00:00Z`,
      inviteeName: 'Ada Lovelace',
      inviteeEmail: 'ada@example.com',
      inviteeTimeZone: 'UTC',
    }),
  })
  return answer.status
}

const accepted = async () => {
  const rows = await database.sql`
    select template, attempts from sent_messages where state = 'accepted' order by template
  `
  return rows.map(({ template, attempts }) => `${template} ${attempts}`)
}
const both = ['booking.confirmed.host 1', 'booking.confirmed.invitee 1']

test('with the broker away bookings are made, and their mail goes out once when it is back', async () => {
  const servers = [await start(), await start()]
  const { ports } = broker
  await broker.stop()
  expect(await book(servers[0] ?? (await start()))).toBe(201)
  // A server that starts meanwhile does not wait for it.
  const late = await start()
  expect(await database.sql`select attempts from outbox`).toEqual([{ attempts: 0 }])
  expect(await accepted()).toEqual([])
  broker = await startRabbitmq({ directory: join(directory, 'rabbitmq'), ports })
  await expect.poll(accepted, patience).toEqual(both)
  await expect.poll(() => database.sql`select from outbox`, patience).toHaveLength(0)
  expect(await accepted()).toEqual(both)
  for (const server of [...servers, late]) await server.stop()
})

test('a broker that cannot be used ends the start, and says what to mend', async () => {
  const starting = start(broker.url.replace('guest:guest', 'guest:hunter2'))
  await expect(starting).rejects.toThrow(SettingsError)
  await expect(starting).rejects.toThrow(/^AMQP_URL: the broker at \S+ refuses user and password$/)
})
