import type { Clock } from '../../ports/clock.ts'

const MOST_ENTRIES = 100_000
const SWEEP_EVERY_MS = 60_000

type ExpiringMap<Value> = {
  get(key: string): Value | undefined
  set(key: string, value: Value, ttlMs: number): void
  /** Another value for what is there, which expires when it would have. */
  replace(key: string, value: Value): void
  /** Whether there was something to delete. */
  delete(key: string): boolean
}

/** Forgets what has expired, and beyond 100,000 entries the oldest: strangers choose some of the keys. */
export function createExpiringMap<Value>(clock: Clock): ExpiringMap<Value> {
  const entries = new Map<string, { value: Value; expiresAt: number }>()
  let sweepAt = clock.now() + SWEEP_EVERY_MS

  const sweep = (now: number) => {
    sweepAt = now + SWEEP_EVERY_MS
    for (const [key, { expiresAt }] of entries) if (expiresAt <= now) entries.delete(key)
  }
  const get = (key: string) => {
    const entry = entries.get(key)
    return entry === undefined || entry.expiresAt <= clock.now() ? undefined : entry.value
  }
  return {
    get,
    set: (key, value, ttlMs) => {
      const now = clock.now()
      if (now >= sweepAt) sweep(now)
      entries.delete(key)
      entries.set(key, { value, expiresAt: now + ttlMs })
      if (entries.size <= MOST_ENTRIES) return
      const [oldest] = entries.keys()
      if (oldest !== undefined) entries.delete(oldest)
    },
    replace: (key, value) => {
      const entry = entries.get(key)
      if (entry !== undefined) entry.value = value
    },
    delete: (key) => {
      const was = get(key) !== undefined
      entries.delete(key)
      return was
    },
  }
}
