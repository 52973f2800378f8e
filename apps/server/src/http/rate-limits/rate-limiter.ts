import type { KeyValueStore, TokenVerdict } from '../../ports/key-value-store.ts'
import { type RateLimitName, rateLimitTable } from './rate-limit-table.ts'

export type RateLimiter = {
  /** Counts `cost` for this subject, or says that it is too much; null where nothing is limited. */
  take(name: RateLimitName, subject: string, cost?: number): Promise<TokenVerdict | null>
}

export function createRateLimiter(takeToken: KeyValueStore['takeToken']): RateLimiter {
  return {
    take: async (name, subject, cost = 1) => {
      const limit = rateLimitTable[name]
      const key = `limit:${name}:${subject}`
      // A batch that is larger than the burst would never be allowed.
      return takeToken(key, limit, Math.min(cost, limit.burst))
    },
  }
}

/** For load tests. */
export const noRateLimits: RateLimiter = { take: async () => null }
