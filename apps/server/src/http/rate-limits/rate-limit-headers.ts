import type { TokenVerdict } from '../../ports/key-value-store.ts'
import { type RateLimitName, rateLimitTable } from './rate-limit-table.ts'

/** What was counted for one request: of each limit the strictest verdict. */
export type RateLimitVerdicts = ReadonlyMap<RateLimitName, TokenVerdict>

// Strangers share these: how much is left would tell each how much others have booked, or whether the owner
// of an address has.
const shared: ReadonlySet<RateLimitName> = new Set(['meeting-type', 'invitee', 'phone'])

const policies = new Map(
  Object.entries(rateLimitTable).map(([name, { count, periodSeconds }]) => [
    name,
    `"${name}";q=${count};w=${periodSeconds}`,
  ]),
)

/**
 * RateLimit-Policy and RateLimit as draft-ietf-httpapi-ratelimit-headers-11 writes them, a member a limit;
 * those that are shared only when they refuse. Nothing when there is nothing to tell.
 */
export function rateLimitHeaders(verdicts: RateLimitVerdicts): Record<string, string> {
  const told = [...verdicts].filter(([name, { allowed }]) => !allowed || !shared.has(name))
  if (told.length === 0) return {}
  return {
    'RateLimit-Policy': told.map(([name]) => policies.get(name)).join(', '),
    RateLimit: told.map(([name, verdict]) => member(name, verdict)).join(', '),
  }
}

// Of what is refused it is the time to wait: Retry-After may not name an earlier one.
function member(name: RateLimitName, verdict: TokenVerdict): string {
  const { allowed, remaining, retryAfterMs, resetAfterMs } = verdict
  return `"${name}";r=${remaining};t=${Math.ceil((allowed ? resetAfterMs : retryAfterMs) / 1000)}`
}
