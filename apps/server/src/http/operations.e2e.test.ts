import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestHttp, type TestHttp } from './http.test-kit.ts'

const token = 'a token of the tests'
let http: TestHttp
let guarded: TestHttp

beforeAll(async () => {
  http = await startTestHttp()
  guarded = await startTestHttp({ metricsToken: token })
})
afterAll(async () => {
  await http.close()
  await guarded.close()
})

const asked = async (path: string) => {
  const { status, body } = await http.call(path)
  return [status, body]
}

test('every probe of a server that is well', async () => {
  // A part that takes more than a quarter of a second counts as down, as the first connection may.
  await expect.poll(() => asked('/health')).toEqual([200, { status: 'healthy' }])
  expect(await asked('/health/live')).toEqual([200, { status: 'alive' }])
  await expect.poll(() => asked('/health/ready')).toEqual([200, { status: 'ready' }])
  const { headers } = await http.call('/health')
  expect(headers.get('cache-control')).toBe('no-store')
})

test('in detail: each part with its time, and what is ahead and behind', async () => {
  const up = (name: string) => ({ name, status: 'up', milliseconds: expect.any(Number) })
  await expect
    .poll(() => asked('/health/detailed'))
    .toEqual([
      200,
      {
        status: 'healthy',
        parts: [up('database'), up('migrations'), up('store'), up('broker')],
        draining: false,
        role: 'all',
        outbox: expect.objectContaining({ waiting: 0, dead: 0, oldestSeconds: 0, pausedAt: null }),
        partitionsAhead: 18,
      },
    ])
})

test('a database that lacks a migration makes the server unready, and it says no more than that', async () => {
  const { sql } = http.database
  const [last] = await sql`
    delete from drizzle.__drizzle_migrations
    where id = (select max(id) from drizzle.__drizzle_migrations) returning *`
  expect(await asked('/health/ready')).toEqual([503, { status: 'not ready' }])
  expect(await asked('/health')).toEqual([503, { status: 'unhealthy' }])
  expect(await asked('/health/live')).toEqual([200, { status: 'alive' }])
  const detailed = async () => (await http.call('/health/detailed')).body
  await expect.poll(detailed).toMatchObject({
    parts: [
      {},
      { status: 'down', reason: '1 of the migrations of this release are missing' },
      {},
      {},
    ],
  })
  await sql`insert into drizzle.__drizzle_migrations ${sql({ ...last })}`
  await expect.poll(() => asked('/health/ready')).toEqual([200, { status: 'ready' }])
})

test('one that has a migration of a newer release is still served', async () => {
  const { sql } = http.database
  await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 1)`
  await expect.poll(() => asked('/health/ready')).toEqual([200, { status: 'ready' }])
  await sql`delete from drizzle.__drizzle_migrations where hash = 'newer'`
})

test.each(['/health/detailed', '/metrics'])('%s is for those who run the server', async (path) => {
  expect((await http.call(path)).status).toBe(200)
  // A proxy on this machine passes on what anybody asks.
  const proxied = await http.call(path, { headers: { 'x-forwarded-for': '203.0.113.9' } })
  expect(proxied.status).toBe(404)
  const statusOf = async (headers: Record<string, string>) =>
    (await guarded.call(path, { headers })).status
  expect(await statusOf({})).toBe(401)
  expect(await statusOf({ authorization: 'Bearer another token of the tests' })).toBe(401)
  expect(await statusOf({ authorization: `Bearer ${token}` })).toBe(200)
  expect(
    await statusOf({ authorization: `Bearer ${token}`, 'x-forwarded-for': '203.0.113.9' }),
  ).toBe(200)
})

test.each([{ publicUrl: 'https://meet.example.com' }, { trustedProxies: 1 }])(
  'without a token they answer nobody on a server with %o',
  async (options) => {
    const served = await startTestHttp(options)
    for (const path of ['/health/detailed', '/metrics']) {
      expect((await served.call(path)).status).toBe(404)
    }
    expect((await served.call('/health/live')).status).toBe(200)
    await served.close()
  },
)
