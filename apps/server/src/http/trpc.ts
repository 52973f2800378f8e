import { appRouter, DomainError, describeError, toTrpcError } from '@rendez/contract'
import type { TRPCError } from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import type { Handler } from 'hono'
import type { Log } from '../logger.ts'
import type { Services } from '../modules.ts'
import type { HttpEnv } from './http-env.ts'
import type { RequestLimits } from './rate-limits/request-limits.ts'
import { replayedHeader } from './replayed-header.ts'
import { requestContext } from './request-context.ts'

const maxBatchSize = 10

/** All procedures, for typed clients. */
export function trpcHandler(services: Services, limits: RequestLimits, log: Log): Handler<HttpEnv> {
  return (c) => {
    const requestId = c.get('requestId')
    refuseUnreadablePath(c.req.path)
    let isReplayed = false
    const markReplayed = () => {
      isReplayed = true
    }
    return fetchRequestHandler({
      endpoint: '/api/trpc',
      req: c.req.raw,
      router: appRouter,
      maxBatchSize,
      createContext: () => {
        try {
          const limited = limits.limitServices(c, services)
          const caller = { requestId, clientNetwork: limits.networkOf(c), markReplayed }
          return requestContext(limited, c.req.raw.headers, caller)
        } catch (error) {
          throw error instanceof DomainError ? toTrpcError(error) : error
        }
      },
      // Of a batch, when any of it was a replay.
      responseMeta: ({ errors }) => ({
        headers: { ...retryAfter(errors), ...(isReplayed ? replayedHeader : {}) },
      }),
      onError: ({ error, path }) => {
        if (error.code !== 'INTERNAL_SERVER_ERROR') return
        log.error({ requestId, procedure: path, error: error.cause ?? error }, 'a request failed')
      },
    })
  }
}

// Of a batch, when all of it will be allowed.
function retryAfter(errors: readonly TRPCError[]): Record<string, string> {
  const seconds = errors.map((error) => describeError(error).retryAfterSeconds ?? 0)
  const longest = Math.max(0, ...seconds)
  return longest === 0 ? {} : { 'Retry-After': `${longest}` }
}

// tRPC decodes the path itself, and breaks over one that cannot be.
function refuseUnreadablePath(path: string): void {
  try {
    decodeURIComponent(path)
  } catch {
    throw new DomainError('NOT_FOUND')
  }
}
