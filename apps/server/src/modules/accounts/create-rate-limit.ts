import type { KeyValueStore } from '../../ports/key-value-store.ts'

// Per client address and path. Generous enough for an office behind one address; what guessing costs is
// bounded by the hash and its queue.
const rules = {
  '/sign-in/email': { window: 60, max: 30 },
  '/sign-up': { window: 60, max: 30 },
  '/confirm-sign-up': { window: 60, max: 30 },
  '/request-password-reset': { window: 60, max: 10 },
  '/reset-password': { window: 60, max: 30 },
  '/change-password': { window: 60, max: 10 },
}

/** better-auth's own limits, counted by us: in all instances together. */
export function createRateLimit(takeToken: KeyValueStore['takeToken']) {
  return {
    enabled: true,
    window: 60,
    max: 120,
    customRules: rules,
    customStorage: {
      consume: async (key: string, { window, max }: { window: number; max: number }) => {
        const limit = { burst: max, count: max, periodSeconds: window }
        const { allowed, retryAfterMs } = await takeToken(`account-calls:${key}`, limit)
        return { allowed, retryAfter: allowed ? null : Math.ceil(retryAfterMs / 1000) }
      },
    },
  }
}
