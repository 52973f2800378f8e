import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { Redis } from 'ioredis'
import { afterAll, expect, inject, test } from 'vitest'
import { createLogger } from '../../logger.ts'
import { describeKeyValueStore } from './key-value-store.suite.ts'
import { takeTokenScript } from './redis-scripts.ts'
import { createRedisStore } from './redis-store.ts'
import { takeToken } from './take-token.ts'

const log = createLogger('silent')

describeKeyValueStore('Redis store', () => createRedisStore(inject('redisUrl'), log))

const redis = new Redis(inject('redisUrl'))
afterAll(() => redis.disconnect())

// The same text, but for where it has the time from.
const atGivenTime = takeTokenScript.replace("redis.call('TIME')", '{ARGV[5], ARGV[6]}')

const histories = fc.record({
  burst: fc.integer({ min: 1, max: 20 }),
  count: fc.integer({ min: 1, max: 50 }),
  periodSeconds: fc.integer({ min: 1, max: 3600 }),
  // Also backwards, as a clock that is put right.
  calls: fc.array(fc.tuple(fc.integer({ min: -5000, max: 60_000 }), fc.integer({ min: 1 })), {
    minLength: 1,
    maxLength: 25,
  }),
})

test('the script in Redis and the function in the process give the same verdicts', async () => {
  expect(atGivenTime).not.toBe(takeTokenScript)
  await fc.assert(
    fc.asyncProperty(histories, async ({ calls, ...limit }) => {
      const key = `rendez:test:${randomUUID()}`
      let now = Date.now()
      let freeAt: number | undefined
      for (const [afterMs, some] of calls) {
        now += afterMs
        const cost = (some % limit.burst) + 1
        const taken = takeToken(freeAt, limit, { now, cost })
        if (taken.verdict.allowed) freeAt = taken.freeAt
        const { burst, count, periodSeconds } = limit
        const seconds = Math.floor(now / 1000)
        const micros = (now % 1000) * 1000 + 999
        const args = [burst, count, periodSeconds * 1000, cost, seconds, micros]
        const reply = await redis.eval(atGivenTime, 1, key, ...args)
        // Redis itself forgets by its own clock, which here stands still.
        await redis.persist(key)
        const { allowed, remaining, retryAfterMs, resetAfterMs } = taken.verdict
        expect(reply).toEqual([allowed ? 1 : 0, remaining, retryAfterMs, resetAfterMs])
      }
      await redis.del(key)
    }),
    { numRuns: 60 },
  )
}, 60_000)

test('nothing stays for ever', async () => {
  const store = await createRedisStore(inject('redisUrl'), log)
  const key = `test:${randomUUID()}`
  await store.takeToken(key, { burst: 10, count: 10, periodSeconds: 60 })
  const ttl = await redis.pttl(`rendez:${key}`)
  expect(ttl).toBeGreaterThan(0)
  expect(ttl).toBeLessThanOrEqual(6001)
  await store.close()
})
