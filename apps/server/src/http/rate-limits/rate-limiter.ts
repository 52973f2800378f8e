import type { KeyValueStore, TokenVerdict } from '../../ports/key-value-store.ts'
import { type RateLimitName, rateLimitTable } from './rate-limit-table.ts'

export type RateLimiter = {
  /** Counts `cost` for this subject, or says that it is too much; null where nothing is limited. */
  take(name: RateLimitName, subject: string, cost?: number): Promise<TokenVerdict | null>
}

type LimiterDeps = {
  /** Counts for all instances together. */
  store: KeyValueStore
  /** Counts for this process alone while the store is away: nothing is refused because of that. */
  localStore: KeyValueStore
}

export function createRateLimiter({ store, localStore }: LimiterDeps): RateLimiter {
  return {
    take: async (name, subject, cost = 1) => {
      const limit = rateLimitTable[name]
      const key = `limit:${name}:${subject}`
      // A batch that is larger than the burst would never be allowed.
      const tokens = Math.min(cost, limit.burst)
      try {
        return await store.takeToken(key, limit, tokens)
      } catch {
        return localStore.takeToken(key, limit, tokens)
      }
    },
  }
}

/** For load tests. */
export const noRateLimits: RateLimiter = { take: async () => null }
