import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { startRedis } from '../../../../scripts/services/start-redis.ts'
import type { RunningService } from '../../../../scripts/services/start-service.ts'
import { connectDatabase, type Database } from '../db/client.ts'
import { createTestHost, createTestMeetingType } from '../db/scheduling.test-kit.ts'
import { createTestDatabase, type TestDatabase } from '../db/test-database.ts'
import {
  killServerProcesses,
  type ServerProcess,
  startServerProcess,
} from './server-process.test-kit.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

// In everything that somebody types, sends or sets; plain, and as base64 would have it at any offset.
const canary = 'zanzibar'
const sightings = /zanzibar|emFuemliYX|phbnppYmFy|YW56aWJhc|68616e7a6962/i
let seeds = 0
const seeded = (text = '') => {
  seeds += 1
  return `${canary}${seeds}${text}`
}

const directory = mkdtempSync(join(tmpdir(), 'rendez-secrets-'))
const role = `r${randomUUID().slice(0, 8)}`
const password = seeded()
let testDatabase: TestDatabase
let database: Database
let redis: RunningService
let smtp: SMTPServer
let settings: Record<string, string>

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = connectDatabase(testDatabase.url, { max: 2 })
  await database.sql.unsafe(`create role ${role} superuser login password '${password}'`)
  redis = await startRedis({ directory: join(directory, 'redis'), password: seeded() })
  // It quotes whom the mail was for, as mail servers do.
  smtp = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    onAuth: (_auth, _session, done) => done(null, { user: 'rendez' }),
    onRcptTo: ({ address }, _session, done) =>
      done(Object.assign(new Error(`<${address}>: no room`), { responseCode: 451 })),
  })
  await new Promise<void>((listening) => smtp.listen(0, '127.0.0.1', listening))
  const address = smtp.server.address()
  const url = new URL(testDatabase.url)
  url.username = role
  url.password = password
  settings = {
    DATABASE_URL: url.href,
    REDIS_URL: redis.url,
    SMTP_URL: `smtp://rendez:${seeded()}@127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    MAIL_FROM: 'meet@example.com',
    SMS_URL: `https://AC0123:${seeded()}@127.0.0.1:1`,
    SMS_FROM: '+15550100200',
    APP_SECRET: seeded('x'.repeat(32)),
    METRICS_TOKEN: seeded('x'.repeat(16)),
    DATA_DIR: directory,
    LOG_LEVEL: 'debug',
    TRUST_PROXY: '1',
  }
})
afterEach(killServerProcesses)
afterAll(async () => {
  await new Promise<void>((closed) => smtp.close(() => closed()))
  await redis.stop()
  await database.sql.unsafe(`drop role ${role}`)
  await database.close()
  await testDatabase.drop()
  rmSync(directory, { recursive: true, force: true })
})

function call({ url }: ServerProcess, path: string, body?: object | string, method?: string) {
  return fetch(url + path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      'content-type': 'application/json',
      'user-agent': seeded(),
      referer: `https://example.com/${seeded()}`,
      cookie: `rendez.session_token=${seeded()}.${seeded()}`,
      authorization: `Bearer ${seeded()}`,
      'x-forwarded-for': seeded(),
      'x-manage-token': seeded(),
      'x-request-id': seeded(' of a proxy'),
      'x-idempotency-key': seeded(),
      'sec-fetch-site': 'same-origin',
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
}

const bookingBody = (meetingTypeId: string, hour: number) => ({
  meetingTypeId,
  startTime: `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T${hour}:00:00Z`,
  inviteeName: seeded(),
  inviteeEmail: `${seeded()}@example.com`,
  inviteeTimeZone: 'UTC',
  notes: seeded(' notes'),
})

async function travel(server: ServerProcess): Promise<void> {
  const { hostId } = await createTestHost(database)
  const meetingTypeId = await createTestMeetingType(database, hostId)
  const person = { name: seeded(), email: `${seeded()}@example.com`, password: seeded('-tulip') }
  const created = await call(server, '/api/bookings', bookingBody(meetingTypeId, 12))
  expect(created.status).toBe(201)
  const { id } = z.looseObject({ id: z.string() }).parse(await created.json())
  await call(server, '/api/bookings', bookingBody(meetingTypeId, 12))
  await call(server, `/api/bookings/${id}`)
  await call(server, `/api/bookings/${id}`, { reason: seeded() }, 'DELETE')
  await call(server, '/api/bookings', `{"broken": "${seeded()}`)
  await call(server, '/api/bookings', { [seeded()]: seeded() })
  await call(server, '/api/bookings', seeded('x'.repeat(70_000)))
  await call(server, `/${seeded()}/${seeded()}?${seeded()}=${seeded()}`)
  await call(server, `/api/trpc/${seeded()}?input=${seeded()}`)
  await call(server, `/api/${seeded()}`)
  await call(server, '/api/auth/sign-up/email', { ...person, timeZone: 'UTC' })
  await call(server, '/api/auth/sign-in/email', person)
  await call(server, '/api/auth/request-password-reset', { email: person.email })
  await call(server, '/api/auth/reset-password', { token: seeded(), newPassword: seeded('-rose') })
  await call(server, '/metrics')
  await call(server, '/health/detailed')
}

const text = (server: ServerProcess) => server.log().join('\n')

test('whatever people type, send or set, and whatever fails: none of it is in the log', async () => {
  const server = await startServerProcess({ settings })
  await travel(server)
  // Errors of the driver, of Redis and of the mail server, each with what it was asked.
  await database.sql`alter table bookings rename to lost`
  const { hostId } = await createTestHost(database)
  const meetingTypeId = await createTestMeetingType(database, hostId)
  expect((await call(server, '/api/bookings', bookingBody(meetingTypeId, 15))).status).toBe(500)
  await database.sql`alter table lost rename to bookings`
  redis.kill()
  await travel(server)
  await expect
    .poll(() => text(server), { timeout: 30_000 })
    .toMatch(/no room.*could not be delivered/)
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
  expect(text(server)).toMatch(/42P01|42704|a query failed/)
  expect(text(server)).toMatch(/the store is away/)
  expect(text(server)).not.toMatch(sightings)
  // Every field that anything logs has a name that is allowed.
  expect(text(server)).not.toContain('"dropped"')
  expect(seeds).toBeGreaterThan(200)
})

test('nor of what a start complains about', async () => {
  const away = 'amqp://rendez:zanzibar@127.0.0.1:1'
  const { REDIS_URL: _redis, ...others } = settings
  const waiting = await startServerProcess({ settings: { ...others, AMQP_URL: away } })
  expect(text(waiting)).toMatch(/the broker is away/)
  expect(text(waiting)).not.toMatch(sightings)
  waiting.child.kill('SIGTERM')
  expect(await waiting.ended).toBe(0)
  const wrong = [
    { DATABASE_URL: `postgres://${role}:zanzibar@127.0.0.1:1/rendez` },
    { DATABASE_URL: settings.DATABASE_URL?.replace(password, 'zanzibar-other') ?? '' },
    { METRICS_TOKEN: 'zanzibar' },
    { SMTP_URL: 'zanzibar' },
  ]
  for (const change of wrong) {
    const start = startServerProcess({ settings: { ...others, ...change } })
    const refusal = await start.then(
      () => '',
      (error: Error) => error.message,
    )
    expect(refusal).toMatch(/rendez: /)
    expect(refusal).not.toMatch(sightings)
  }
})
