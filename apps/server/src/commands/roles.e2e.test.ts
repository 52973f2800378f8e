import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, expect, inject, test, vi } from 'vitest'
import { z } from 'zod'
import { type RunningRabbitmq, startRabbitmq } from '../../../../scripts/services/start-rabbitmq.ts'
import { connectDatabase, type Database } from '../db/client.ts'
import { createTestHost, createTestMeetingType } from '../db/scheduling.test-kit.ts'
import { createTestDatabase, type TestDatabase } from '../db/test-database.ts'
import { killServerProcesses, startServerProcess } from './server-process.test-kit.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const patience = { timeout: 60_000, interval: 50 }
const directory = mkdtempSync(join(tmpdir(), 'rendez-roles-'))
let testDatabase: TestDatabase
let database: Database
let broker: RunningRabbitmq

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = connectDatabase(testDatabase.url, { max: 2 })
  broker = await startRabbitmq({ directory: join(directory, 'rabbitmq') })
})
afterEach(async () => {
  await killServerProcesses()
  await database.sql`delete from outbox`
})
afterAll(async () => {
  await broker.stop()
  await database.close()
  await testDatabase.drop()
  rmSync(directory, { recursive: true, force: true })
})

const settings = () => ({
  DATABASE_URL: testDatabase.url,
  REDIS_URL: inject('redisUrl'),
  AMQP_URL: broker.url,
  DATA_DIR: directory,
  APP_SECRET: 'x'.repeat(32),
  TRUST_PROXY: '1',
  PUBLIC_URL: 'https://meet.example.com',
  METRICS_TOKEN: 'm'.repeat(16),
})

const start = (role: string, more: Record<string, string> = {}) =>
  startServerProcess({ settings: { ...settings(), ...more }, args: ['--role', role] })

const bookedSchema = z.looseObject({ id: z.string() })

async function book(url: string, requestId = 'request-of-a-proxy'): Promise<string> {
  const { hostId } = await createTestHost(database)
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const answer = await fetch(`${url}/api/bookings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': requestId },
    body: JSON.stringify({
      meetingTypeId: await createTestMeetingType(database, hostId),
      startTime: `${tomorrow}T12:00:00Z`,
      inviteeName: 'Ada Lovelace',
      inviteeEmail: 'ada@example.com',
      inviteeTimeZone: 'UTC',
    }),
  })
  expect(answer.status).toBe(201)
  return bookedSchema.parse(await answer.json()).id
}

const statesOf = async (bookingId: string) => {
  const rows = await database.sql<{ state: string }[]>`
    select state from sent_messages where booking_id = ${bookingId}`
  return rows.map(({ state }) => state)
}

test('an api answers and leaves the rest to a worker, which answers nobody but those who run it', async () => {
  const api = await start('api')
  const bookingId = await book(api.url)
  const worker = await start('worker')
  await expect.poll(() => statesOf(bookingId), patience).toEqual(['accepted', 'accepted'])
  await expect.poll(() => database.sql`select from scheduled_jobs`, patience).not.toHaveLength(0)
  expect((await fetch(`${worker.url}/health/ready`)).status).toBe(200)
  expect((await fetch(`${worker.url}/metrics`)).status).toBe(401)
  const headers = { authorization: `Bearer ${settings().METRICS_TOKEN}` }
  expect((await fetch(`${worker.url}/metrics`, { headers })).status).toBe(200)
  expect((await fetch(`${worker.url}/api/openapi.json`)).status).toBe(404)
  // The next one is told of at once, long before the worker would look by itself.
  const sooner = await book(api.url)
  await expect.poll(() => statesOf(sooner), patience).toEqual(['accepted', 'accepted'])
  expect(api.log().join()).not.toMatch(/a message was sent|a scheduled job/)
  for (const line of ['a scheduled job', 'a message was sent']) {
    await expect.poll(() => worker.log().join(), patience).toContain(line)
  }
  for (const server of [api, worker]) {
    const warned = server.log().filter((line) => line.includes('"level":"warn"'))
    expect(warned).toEqual([expect.stringMatching(/SMTP_URL and SMS_URL not set.*DATA_DIR/)])
  }
  for (const { child, ended } of [api, worker]) {
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  }
})

test('one search for the id of a request finds its booking in the log of every process, to its mail', async () => {
  const servers = [await start('api'), await start('worker')]
  // As nginx writes it.
  const requestId = '0af7651916cd43dd8448eb211c80319c'
  const bookingId = await book(servers[0]?.url ?? '', requestId)
  await expect.poll(() => statesOf(bookingId), patience).toEqual(['accepted', 'accepted'])
  const found = () =>
    servers.map((server) => {
      const lines = server.log().filter((line) => line.includes(requestId))
      return lines.map((line) => logSchema.parse(JSON.parse(line)))
    })
  await expect.poll(() => found()[1]?.length, patience).toBe(2)
  const [ofApi, ofWorker] = found()
  expect(ofApi).toEqual([{ requestId, bookingId, msg: 'a booking operation' }])
  const eventId = expect.stringMatching(/^[0-9a-f-]{36}$/)
  const sent = { requestId, bookingId, eventId, msg: 'a message was sent' }
  expect(ofWorker).toEqual([sent, sent])
})

const logSchema = z.object({
  requestId: z.string(),
  bookingId: z.string(),
  eventId: z.string().optional(),
  msg: z.string(),
})

test('a worker that is told to stop finishes the mail in hand, and nothing is sent twice', async () => {
  const arrived = Promise.withResolvers<void>()
  const mayAnswer = Promise.withResolvers<void>()
  let received = 0
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      stream.resume().on('end', async () => {
        received += 1
        if (received === 2) arrived.resolve()
        await mayAnswer.promise
        done()
      })
    },
  })
  await new Promise<void>((listening) => smtp.listen(0, '127.0.0.1', listening))
  const address = smtp.server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const mail = { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'meet@example.com' }
  const api = await start('api', mail)
  const worker = await start('worker', mail)
  const bookingId = await book(api.url)
  await arrived.promise
  // Nothing else is left to do.
  const unhandled = () => database.sql`select consumer from inbox where handled_at is null`
  await expect.poll(unhandled, patience).toHaveLength(1)
  worker.child.kill('SIGTERM')
  await expect.poll(() => worker.log().join('\n'), patience).toContain('"msg":"stopping"')
  mayAnswer.resolve()
  expect(await worker.ended).toBe(0)
  expect([await statesOf(bookingId), received]).toEqual([['accepted', 'accepted'], 2])
  expect(await database.sql`select from outbox`).toHaveLength(0)
  await new Promise((closed) => smtp.close(() => closed(undefined)))
})

test('a server that cannot share its parts is refused beside another, until that one is gone', async () => {
  const { DATABASE_URL, DATA_DIR, APP_SECRET } = settings()
  const alone = { DATABASE_URL, DATA_DIR, APP_SECRET }
  const first = await startServerProcess({ settings: alone })
  await Promise.all([
    expect(startServerProcess({ settings: alone })).rejects.toThrow(
      /rendez: another server works on this database: set REDIS_URL and AMQP_URL for each of them/,
    ),
    expect(start('all')).rejects.toThrow(/it has no REDIS_URL or no AMQP_URL: set them there/),
  ])
  const successor = startServerProcess({ settings: alone })
  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)
  await successor
})
