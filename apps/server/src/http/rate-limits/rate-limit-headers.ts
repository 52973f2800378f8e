import type { TokenVerdict } from '../../ports/key-value-store.ts'
import { type RateLimitName, rateLimitTable } from './rate-limit-table.ts'

const policies = new Map(
  Object.entries(rateLimitTable).map(([name, { count, periodSeconds }]) => [
    name,
    `"${name}";q=${count};w=${periodSeconds}`,
  ]),
)

/** RateLimit-Policy and RateLimit as draft-ietf-httpapi-ratelimit-headers writes them. */
export function rateLimitHeaders(
  name: RateLimitName,
  { remaining, resetAfterMs }: TokenVerdict,
): Record<string, string> {
  return {
    'RateLimit-Policy': policies.get(name) ?? '',
    RateLimit: `"${name}";r=${remaining};t=${Math.ceil(resetAfterMs / 1000)}`,
  }
}
