import type { RateLimit, TokenVerdict } from '../../ports/key-value-store.ts'

/**
 * The generic cell rate algorithm: one number a key, the time at which nothing of the burst will be
 * used any more. `redis-scripts.ts` says the same in Lua.
 *
 * @param freeAt that time as it was stored; undefined when nothing was
 * @param now milliseconds, as `freeAt`
 */
export function takeToken(
  freeAt: number | undefined,
  { burst, count, periodSeconds }: RateLimit,
  { now, cost }: { now: number; cost: number },
): { verdict: TokenVerdict; freeAt: number } {
  const interval = (periodSeconds * 1000) / count
  const whole = interval * burst
  // Further ahead than a whole burst it can only be when the clock went back, or the limit was lowered.
  const before = Math.min(Math.max(freeAt ?? now, now), now + whole)
  const after = before + interval * cost
  const allowed = after - now <= whole
  const reached = allowed ? after : before
  const verdict = {
    allowed,
    remaining: Math.floor((now + whole - reached) / interval),
    retryAfterMs: allowed ? 0 : Math.ceil(after - whole - now),
    resetAfterMs: Math.ceil(reached - now),
  }
  return { verdict, freeAt: reached }
}
