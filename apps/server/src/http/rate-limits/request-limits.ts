import { DomainError } from '@rendez/contract'
import type { Context, MiddlewareHandler } from 'hono'
import type { Services } from '../../modules.ts'
import type { TokenVerdict } from '../../ports/key-value-store.ts'
import { clientAddress } from '../client-address.ts'
import type { HttpEnv } from '../http-env.ts'
import { clientNetwork } from './client-network.ts'
import { countCalls } from './count-calls.ts'
import { type AskedOfLimit, limitServices } from './limit-services.ts'
import { type RateLimitVerdicts, rateLimitHeaders } from './rate-limit-headers.ts'
import type { RateLimitName } from './rate-limit-table.ts'
import type { RateLimiter } from './rate-limiter.ts'

export type RequestLimits = {
  /**
   * Counts each request by its client address, unless that was done, and refuses what is too much. Tells
   * in the headers of the answer what any limit has counted for it.
   */
  middleware: MiddlewareHandler<HttpEnv>
  /**
   * Counts a read outside of the middleware.
   *
   * @returns headers for the answer; null when it is too much, and then it is not counted
   */
  countRead(c: Context<HttpEnv>): Promise<Record<string, string> | null>
  /** Names the network that a request comes from. */
  networkOf(c: Context<HttpEnv>): string
  /** The services for one request, with the limits of what is known only inside a procedure. */
  limitServices(c: Context<HttpEnv>, services: Services): Services
}

/** The limits that a request meets on its way to a service. */
export function createRequestLimits(limiter: RateLimiter, trustedProxies: number): RequestLimits {
  const subjectOf = (c: Context<HttpEnv>) => clientNetwork(clientAddress(c, trustedProxies))
  const ofRequest = (c: Context<HttpEnv>): Required<AskedOfLimit> => ({
    name: c.req.method === 'GET' || c.req.method === 'HEAD' ? 'read' : 'change',
    subject: subjectOf(c),
    cost: countCalls(c.req.path),
  })
  const take = async (c: Context<HttpEnv>, { name, subject, cost }: AskedOfLimit) => {
    const verdict = await limiter.take(name, subject, cost)
    if (verdict !== null) note(c, name, verdict)
    return verdict
  }
  // All are asked before any refuses: the answer tells of each.
  const takeAll = async (c: Context<HttpEnv>, asked: AskedOfLimit[]) => {
    const verdicts = await Promise.all(asked.map((one) => take(c, one)))
    const waits = verdicts.flatMap((verdict) =>
      verdict === null || verdict.allowed ? [] : [verdict.retryAfterMs],
    )
    if (waits.length > 0) throw tooMany(Math.max(...waits))
  }
  return {
    middleware: async (c, next) => {
      try {
        if (c.get('counted') === undefined) await takeAll(c, [ofRequest(c)])
        await next()
      } finally {
        const headers = rateLimitHeaders(c.get('counted') ?? none)
        for (const [header, value] of Object.entries(headers)) c.header(header, value)
      }
    },
    countRead: async (c) => {
      const { name, subject, cost } = ofRequest(c)
      const verdict = await limiter.take(name, subject, cost)
      if (verdict?.allowed === false) return null
      const counted = verdict === null ? none : new Map([[name, verdict]])
      c.set('counted', counted)
      return rateLimitHeaders(counted)
    },
    networkOf: subjectOf,
    limitServices: (c, services) =>
      limitServices(services, {
        clientNetwork: subjectOf(c),
        calls: countCalls(c.req.path),
        take: (...asked) => takeAll(c, asked),
      }),
  }
}

const none: RateLimitVerdicts = new Map()

/** A batch may count several subjects by one limit, or one several times: the strictest verdict is kept. */
function note(c: Context<HttpEnv>, name: RateLimitName, verdict: TokenVerdict): void {
  const counted = c.get('counted') ?? none
  const before = counted.get(name)
  if (before !== undefined && isStricter(before, verdict)) return
  c.set('counted', new Map(counted).set(name, verdict))
}

function isStricter(one: TokenVerdict, other: TokenVerdict): boolean {
  return one.retryAfterMs === other.retryAfterMs
    ? one.remaining < other.remaining
    : one.retryAfterMs > other.retryAfterMs
}

const tooMany = (retryAfterMs: number) =>
  new DomainError('RATE_LIMITED', { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) })
