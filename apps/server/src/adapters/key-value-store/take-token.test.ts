import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RateLimit } from '../../ports/key-value-store.ts'
import { takeToken } from './take-token.ts'

/** A bucket that is filled steadily, in whole milliseconds of credit: no cell rate anywhere. */
function createBucket(interval: number, burst: number) {
  let credit = interval * burst
  return {
    wait: (ms: number) => {
      credit = Math.min(credit + ms, interval * burst)
    },
    take: (cost: number) => {
      const allowed = credit >= cost * interval
      const retryAfterMs = allowed ? 0 : cost * interval - credit
      if (allowed) credit -= cost * interval
      const resetAfterMs = interval * burst - credit
      return { allowed, remaining: Math.floor(credit / interval), retryAfterMs, resetAfterMs }
    },
  }
}

// Rates whose interval is a whole number of milliseconds, so that both sides count exactly.
const limits = fc
  .record({
    burst: fc.integer({ min: 1, max: 50 }),
    count: fc.constantFrom(1, 2, 4, 5, 8, 10, 20, 25, 40, 50, 100, 125, 200, 250, 500, 1000),
    periodSeconds: fc.integer({ min: 1, max: 100 }),
  })
  .map((limit) => ({ limit, interval: (limit.periodSeconds * 1000) / limit.count }))
const histories = limits.chain(({ limit, interval }) =>
  fc
    .array(
      fc.record({
        afterMs: fc.nat({ max: interval * (limit.burst + 1) }),
        cost: fc.integer({ min: 1, max: limit.burst }),
      }),
      { minLength: 1, maxLength: 60 },
    )
    .map((calls) => ({ limit, interval, calls })),
)

test('is the same as a bucket of tokens that is filled steadily', () => {
  fc.assert(
    fc.property(histories, ({ limit, interval, calls }) => {
      const bucket = createBucket(interval, limit.burst)
      let now = 1_800_000_000_000
      let freeAt: number | undefined
      for (const { afterMs, cost } of calls) {
        now += afterMs
        bucket.wait(afterMs)
        const taken = takeToken(freeAt, limit, { now, cost })
        freeAt = taken.freeAt
        expect(taken.verdict).toEqual(bucket.take(cost))
      }
    }),
  )
})

test('a clock that goes back locks nobody out for longer than a whole burst', () => {
  const limit: RateLimit = { burst: 2, count: 2, periodSeconds: 60 }
  const now = 1_800_000_000_000
  const { freeAt } = takeToken(undefined, limit, { now, cost: 2 })
  const { verdict } = takeToken(freeAt, limit, { now: now - 86_400_000, cost: 1 })
  expect(verdict).toMatchObject({ allowed: false, retryAfterMs: 30_000 })
})
