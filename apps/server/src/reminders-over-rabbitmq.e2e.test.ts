import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { z } from 'zod'
import { type RunningRabbitmq, startRabbitmq } from '../../../scripts/services/start-rabbitmq.ts'
import { startSmtpServer, type TestSmtpServer } from './adapters/mailer/smtp-server.test-kit.ts'
import {
  startTwilioServer,
  type TestTwilioServer,
} from './adapters/sms-sender/twilio-server.test-kit.ts'
import { readConfig } from './config.ts'
import { connectDatabase, type Database } from './db/client.ts'
import { createTestHost, createTestMeetingType } from './db/scheduling.test-kit.ts'
import { createTestDatabase, type TestDatabase } from './db/test-database.ts'
import { verifyBookings } from './db/verify-bookings.ts'
import { createLogger } from './logger.ts'
import { type RunningServer, startServer } from './main.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const createdSchema = z.object({ id: z.string(), manageToken: z.string() })
const patience = { timeout: 60_000, interval: 100 }
const directory = mkdtempSync(join(tmpdir(), 'rendez-reminders-'))
let testDatabase: TestDatabase
let database: Database
let broker: RunningRabbitmq
let smtp: TestSmtpServer
let provider: TestTwilioServer

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = connectDatabase(testDatabase.url)
  smtp = await startSmtpServer()
  provider = await startTwilioServer()
  broker = await startRabbitmq({ directory: join(directory, 'rabbitmq') })
})
afterAll(async () => {
  await broker.stop()
  await provider.stop()
  await smtp.stop()
  await database.close()
  await testDatabase.drop()
  rmSync(directory, { recursive: true, force: true })
})

function start(): Promise<RunningServer> {
  const config = readConfig({
    PORT: '0',
    DATA_DIR: join(directory, 'data'),
    DATABASE_URL: testDatabase.url,
    AMQP_URL: broker.url,
    SMTP_URL: smtp.url,
    MAIL_FROM: 'meet@rendez.example',
    REDIS_URL: inject('redisUrl'),
    SMS_URL: provider.url,
    SMS_FROM: '+15550100200',
    APP_SECRET: 'x'.repeat(32),
  })
  return startServer(config, createLogger('silent'))
}

const scheduled = async () => {
  const rows = await database.sql`select rule, version, released_at from scheduled_messages`
  return rows.map(({ rule, version }) => `${rule} ${version}`).sort()
}
const subjects = () => smtp.received.map(({ parsed }) => parsed.subject?.split(':')[0]).sort()

test('two servers and a broker: reminders follow a booking and are sent once', async () => {
  const servers = [await start(), await start()]
  const [url, otherUrl] = servers.map(({ localUrl }) => localUrl)
  const { hostId } = await createTestHost(database)
  const meetingTypeId = await createTestMeetingType(database, hostId, { sms: 'optional' })
  const send = async (path: string, method: string, body: object, headers = {}) => {
    const init = { method, body: JSON.stringify(body) }
    return fetch(path, { ...init, headers: { 'content-type': 'application/json', ...headers } })
  }
  const date = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const bookings: { id: string; manageToken: string }[] = []
  for (const hour of ['10', '11', '12', '13']) {
    const answer = await send(`${url}/api/bookings`, 'POST', {
      meetingTypeId,
      startTime: `${date(3)}T${hour}:00:00Z`,
      inviteeName: 'Ada Lovelace',
      inviteeEmail: `ada${hour}@example.com`,
      inviteePhone: `+336123456${hour}`,
      inviteeTimeZone: 'UTC',
    })
    expect(answer.status).toBe(201)
    bookings.push(createdSchema.parse(await answer.json()))
  }
  await expect.poll(scheduled, patience).toHaveLength(8)

  const [moved, cancelled] = bookings
  if (moved === undefined || cancelled === undefined) throw new Error('nothing was booked')
  const token = ({ manageToken }: { manageToken: string }) => ({ 'x-manage-token': manageToken })
  const move = { startTime: `${date(5)}T10:00:00Z` }
  await send(`${otherUrl}/api/bookings/${moved.id}/reschedule`, 'PUT', move, token(moved))
  await send(`${otherUrl}/api/bookings/${cancelled.id}`, 'DELETE', {}, token(cancelled))
  const wanted = ['0', '0', '1'].flatMap((version) => [`reminder:60 ${version}`])
  const days = ['0', '0', '1'].map((version) => `reminder:1440 ${version}`)
  await expect.poll(scheduled, patience).toEqual([...days, ...wanted].sort())
  await expect.poll(async () => subjects().length, patience).toBe(12)
  smtp.received.length = 0

  // As if the day before had come: both servers look at the same time.
  await database.sql`update scheduled_messages set due_at = now() where rule = 'reminder:1440'`
  await expect.poll(subjects, patience).toEqual(['Reminder', 'Reminder', 'Reminder'])
  await expect.poll(() => provider.received.length, patience).toBe(3)
  await expect.poll(() => database.sql`select from outbox`, patience).toHaveLength(0)
  expect(new Set(smtp.received.flatMap(({ recipients }) => recipients))).toEqual(
    new Set(['ada10@example.com', 'ada12@example.com', 'ada13@example.com']),
  )
  const verdicts = await verifyBookings(database.sql, { graceSeconds: 0 })
  expect(verdicts.filter(({ outcome }) => outcome !== 'holds')).toEqual([])
  for (const server of servers) await server.stop()
  expect(smtp.received).toHaveLength(3)
  expect(provider.received).toHaveLength(3)
})
