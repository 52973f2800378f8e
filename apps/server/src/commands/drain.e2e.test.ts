import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, type ClientRequest, get, type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, expect, inject, test, vi } from 'vitest'
import { z } from 'zod'
import { connectDatabase, type Database } from '../db/client.ts'
import { createTestHost, createTestMeetingType } from '../db/scheduling.test-kit.ts'
import { createTestDatabase, type TestDatabase } from '../db/test-database.ts'
import {
  killServerProcesses,
  type ServerProcess,
  startServerProcess,
} from './server-process.test-kit.ts'

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 })

const patience = { timeout: 30_000, interval: 20 }
const directory = mkdtempSync(join(tmpdir(), 'rendez-drain-'))
let testDatabase: TestDatabase
let database: Database

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = connectDatabase(testDatabase.url, { max: 2 })
})
afterEach(killServerProcesses)
afterAll(async () => {
  await database.close()
  await testDatabase.drop()
  rmSync(directory, { recursive: true, force: true })
})

const start = (settings: Record<string, string> = {}, nodeArgs: string[] = []) =>
  startServerProcess({
    settings: {
      DATABASE_URL: testDatabase.url,
      DATA_DIR: directory,
      APP_SECRET: 'x'.repeat(32),
      ...settings,
    },
    nodeArgs,
  })

const bookedSchema = z.looseObject({ id: z.string() })

type Slow = { finish(): Promise<{ status: number | undefined; connection: unknown; id: string }> }

/** A booking whose request has arrived in part: its end comes when the test says so. */
async function beginBooking({ url }: ServerProcess): Promise<Slow> {
  const { hostId } = await createTestHost(database)
  const body = JSON.stringify({
    meetingTypeId: await createTestMeetingType(database, hostId),
    startTime: `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T12:00:00Z`,
    inviteeName: 'Ada Lovelace',
    inviteeEmail: 'ada@example.com',
    inviteeTimeZone: 'UTC',
  })
  const headers = { 'content-type': 'application/json', 'content-length': body.length }
  const sent = request(`${url}/api/bookings`, {
    method: 'POST',
    headers,
    agent: new Agent({ keepAlive: true }),
  })
  const answered = once(sent, 'response').then(([response]) => response)
  answered.catch(() => {})
  await write(sent, body.slice(0, 20))
  // It is under way only when the server has read of it, which a later connection shows.
  expect((await ask(url, '/health/live')).status).toBe(200)
  const finish = async () => {
    sent.end(body.slice(20))
    const response: IncomingMessage = await answered
    const { id } = bookedSchema.parse(await json(response))
    return { status: response.statusCode, connection: response.headers.connection, id }
  }
  return { finish }
}

const write = (sent: ClientRequest, text: string) =>
  new Promise<void>((written) => sent.write(text, () => written()))

/** On a connection of its own; `error` is the code of the system. */
function ask(
  url: string,
  path: string,
): Promise<{ status?: number; body?: unknown; error?: string }> {
  return new Promise((resolve) => {
    get(`${url}${path}`, { agent: false }, async (response) => {
      resolve({ status: response.statusCode ?? 0, body: await json(response) })
    }).on('error', (error: NodeJS.ErrnoException) => resolve({ error: error.code ?? '' }))
  })
}

test('told to stop it says so, serves on for the delay, finishes what has begun, and ends with 0', async () => {
  const server = await start({ SHUTDOWN_DELAY_SECONDS: '6', REDIS_URL: inject('redisUrl') })
  const agent = new Agent({ keepAlive: true })
  const slow = await beginBooking(server)
  const outcomes: string[] = []
  let stopping = false
  const knock = () =>
    new Promise<void>((resolve) => {
      get(`${server.url}/health/live`, { agent }, (response) => {
        outcomes.push(`${response.statusCode} ${stopping ? response.headers.connection : ''}`)
        response.resume().on('end', resolve)
      }).on('error', (error: NodeJS.ErrnoException) => {
        outcomes.push(error.code ?? '')
        resolve()
      })
    })
  await knock()
  server.child.kill('SIGTERM')
  await expect
    .poll(() => ask(server.url, '/health/ready'), patience)
    .toEqual({
      status: 503,
      body: { status: 'draining' },
    })
  stopping = true
  for (let asked = 0; asked < 20; asked += 1) await knock()
  // Each is answered, and told to come back elsewhere.
  expect(new Set(outcomes)).toEqual(new Set(['200 ', '200 close']))
  await expect
    .poll(() => ask(server.url, '/health/live'), patience)
    .toEqual({ error: 'ECONNREFUSED' })
  const { status, connection, id } = await slow.finish()
  expect([status, connection]).toEqual([201, 'close'])
  expect(await server.ended).toBe(0)
  expect(await database.sql`select from bookings where id = ${id}`).toHaveLength(1)
  // What it closes itself is no loss.
  expect(server.log().at(-1)).toContain('"msg":"stopped"')
})

test('a second signal ends it at once, whatever is under way', async () => {
  const server = await start()
  const slow = await beginBooking(server)
  server.child.kill('SIGTERM')
  await expect
    .poll(() => ask(server.url, '/health/live'), patience)
    .toEqual({ error: 'ECONNREFUSED' })
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(1)
  await expect(slow.finish()).rejects.toThrow(/socket hang up|ECONNRESET|EPIPE/)
})

test('an error that nobody caught is logged; what has begun is finished, and it ends with 1', async () => {
  const thrower = `process.on('SIGUSR2', () => { throw new Error('nobody caught this') })`
  const server = await start({}, ['--import', `data:text/javascript,${thrower}`])
  const slow = await beginBooking(server)
  server.child.kill('SIGUSR2')
  await expect
    .poll(() => ask(server.url, '/health/live'), patience)
    .toEqual({ error: 'ECONNREFUSED' })
  expect((await slow.finish()).status).toBe(201)
  expect(await server.ended).toBe(1)
  expect(server.log().join('\n')).toMatch(/"level":"fatal".*nobody caught this/)
})
