import { DomainError } from '@rendez/contract'
import type { Context, MiddlewareHandler } from 'hono'
import type { Services } from '../../modules.ts'
import { clientAddress } from '../client-address.ts'
import type { HttpEnv } from '../http-env.ts'
import { clientNetwork } from './client-network.ts'
import { countCalls } from './count-calls.ts'
import { limitServices } from './limit-services.ts'
import { rateLimitHeaders } from './rate-limit-headers.ts'
import type { RateLimiter } from './rate-limiter.ts'

export type RequestLimits = {
  /** Counts each request by its client address, unless that was done, and refuses what is too much. */
  middleware: MiddlewareHandler<HttpEnv>
  /** Counts a read outside of the middleware; null when it is too much, and then not counted. */
  countRead(c: Context<HttpEnv>): Promise<Record<string, string> | null>
  /** Names the network that a request comes from. */
  networkOf(c: Context<HttpEnv>): string
  /** The services for one request, with the limits of what is known only inside a procedure. */
  limitServices(c: Context<HttpEnv>, services: Services): Services
}

type Count = { allowed: boolean; retryAfterMs: number; headers: Record<string, string> }

/** The limits that a request meets on its way to a service. */
export function createRequestLimits(limiter: RateLimiter, trustedProxies: number): RequestLimits {
  const subjectOf = (c: Context<HttpEnv>) => clientNetwork(clientAddress(c, trustedProxies))
  const count = async (c: Context<HttpEnv>): Promise<Count> => {
    const name = c.req.method === 'GET' || c.req.method === 'HEAD' ? 'read' : 'change'
    const verdict = await limiter.take(name, subjectOf(c), countCalls(c.req.path))
    if (verdict === null) return { allowed: true, headers: {}, retryAfterMs: 0 }
    return { ...verdict, headers: rateLimitHeaders(name, verdict) }
  }
  const countOrRefuse = async (c: Context<HttpEnv>) => {
    const { allowed, headers, retryAfterMs } = await count(c)
    if (allowed) return headers
    for (const [header, value] of Object.entries(headers)) c.header(header, value)
    throw tooMany(retryAfterMs)
  }
  return {
    middleware: async (c, next) => {
      const headers = c.get('counted') ?? (await countOrRefuse(c))
      await next()
      for (const [header, value] of Object.entries(headers)) c.header(header, value)
    },
    countRead: async (c) => {
      const { allowed, headers } = await count(c)
      if (!allowed) return null
      c.set('counted', headers)
      return headers
    },
    networkOf: subjectOf,
    limitServices: (c, services) =>
      limitServices(services, {
        clientNetwork: subjectOf(c),
        calls: countCalls(c.req.path),
        take: async (name, subject, cost) => {
          const verdict = await limiter.take(name, subject, cost)
          if (verdict?.allowed === false) throw tooMany(verdict.retryAfterMs)
        },
      }),
  }
}

const tooMany = (retryAfterMs: number) =>
  new DomainError('RATE_LIMITED', { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) })
