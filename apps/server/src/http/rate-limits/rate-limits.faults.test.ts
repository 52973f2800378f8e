import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startRedis } from '../../../../../scripts/services/start-redis.ts'
import type { RunningService } from '../../../../../scripts/services/start-service.ts'
import { createRedisStore } from '../../adapters/key-value-store/redis-store.ts'
import { createLogger } from '../../logger.ts'
import { book, startTestHttp, type TestHttp } from '../http.test-kit.ts'
import { rateLimitTable } from './rate-limit-table.ts'

const directory = mkdtempSync(join(tmpdir(), 'rendez-redis-'))
let redis: RunningService
let servers: TestHttp[]

beforeAll(async () => {
  redis = await startRedis({ directory })
  servers = await Promise.all([startWithRedis(), startWithRedis()])
}, 60_000)
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()))
  await redis.stop()
  rmSync(directory, { recursive: true })
})

async function startWithRedis(): Promise<TestHttp> {
  const store = await createRedisStore(redis.url, createLogger('silent'))
  const http = await startTestHttp({ rateLimits: true, store })
  const close = () => http.close().then(store.close)
  return { ...http, close }
}

const remaining = async (http: TestHttp) => {
  const { headers } = await http.call('/api/availability/slots')
  return Number(/r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1])
}

test('instances count together; without Redis each counts alone, and bookings go on', async () => {
  const [first, second] = servers
  if (first === undefined || second === undefined) throw new Error('not started')
  const { burst } = rateLimitTable.read
  const asked = Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? first : second))
  await Promise.all(asked.map(remaining))
  // Five come back in a second: most of sixty are still counted, by either of them.
  expect(await remaining(first)).toBeLessThan(burst - 20)

  redis.kill()
  const offer = await first.offer()
  await book(first, offer)
  await expect.poll(() => remaining(second)).toBe(burst - 1)
  const ask = () => second.call('/api/openapi.json')
  const statuses = await Promise.all(
    Array.from({ length: burst }, async () => (await ask()).status),
  )
  expect(statuses.filter((status) => status === 429)).toHaveLength(1)

  // So does what limits those who guess passwords.
  const guess = () =>
    first.call('/api/auth/sign-in/email', {
      body: { email: 'ada@example.com', password: 'guess-guess' },
      headers: { 'sec-fetch-site': 'same-origin' },
    })
  const guesses = await Promise.all(Array.from({ length: 40 }, guess))
  expect(new Set(guesses.map(({ status }) => status))).toEqual(new Set([401, 429]))

  redis = await startRedis({ directory, port: redis.port })
  await expect.poll(() => remaining(second), { timeout: 20_000 }).toBeGreaterThan(0)
  expect((await ask()).status).toBe(200)
}, 60_000)
