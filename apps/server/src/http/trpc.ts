import { appRouter, DomainError, toTrpcError } from '@rendez/contract'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import type { Handler } from 'hono'
import type { Log } from '../logger.ts'
import type { Services } from '../modules.ts'
import type { HttpEnv } from './http-env.ts'
import { requestContext } from './request-context.ts'

const maxBatchSize = 10

/** All procedures, for typed clients. */
export function trpcHandler(services: Services, log: Log): Handler<HttpEnv> {
  return (c) => {
    const requestId = c.get('requestId')
    refuseUnreadablePath(c.req.path)
    return fetchRequestHandler({
      endpoint: '/api/trpc',
      req: c.req.raw,
      router: appRouter,
      maxBatchSize,
      createContext: () => {
        try {
          return requestContext(services, c.req.raw.headers, requestId)
        } catch (error) {
          throw error instanceof DomainError ? toTrpcError(error) : error
        }
      },
      onError: ({ error, path }) => {
        if (error.code !== 'INTERNAL_SERVER_ERROR') return
        log.error({ requestId, procedure: path, error: error.cause ?? error }, 'a request failed')
      },
    })
  }
}

// tRPC decodes the path itself, and breaks over one that cannot be.
function refuseUnreadablePath(path: string): void {
  try {
    decodeURIComponent(path)
  } catch {
    throw new DomainError('NOT_FOUND')
  }
}
