import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RateLimit } from '../../ports/key-value-store.ts'
import { takeToken } from './take-token.ts'

type Call = { afterMs: number; cost: number }

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

const limits = fc.record({
  burst: fc.integer({ min: 1, max: 50 }),
  interval: fc.integer({ min: 1, max: 100_000 }),
})
const calls = (limit: { burst: number; interval: number }) =>
  fc.array(
    fc.record({
      afterMs: fc.nat({ max: limit.interval * (limit.burst + 1) }),
      cost: fc.integer({ min: 1, max: limit.burst }),
    }),
    { minLength: 1, maxLength: 60 },
  )
const histories = limits.chain((limit) => calls(limit).map((sequence) => ({ ...limit, sequence })))

test('is the same as a bucket of tokens that is filled steadily', () => {
  fc.assert(
    fc.property(histories, ({ burst, interval, sequence }) => {
      const limit: RateLimit = { burst, count: 1, periodSeconds: interval / 1000 }
      const bucket = createBucket(interval, burst)
      let now = 1_800_000_000_000
      let freeAt: number | undefined
      for (const { afterMs, cost } of sequence satisfies Call[]) {
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
