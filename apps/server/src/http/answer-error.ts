import { appRouter, DomainError, describeError, errorTable, toTrpcError } from '@rendez/contract'
import { getTRPCErrorFromUnknown, getTRPCErrorShape } from '@trpc/server'
import type { Context } from 'hono'
import type { Log } from '../logger.ts'
import type { HttpEnv } from './http-env.ts'

/**
 * Turns whatever was thrown into the answer of the API: its code, a sentence and what can be mended.
 * What nobody expected is logged, and leaves as INTERNAL_ERROR alone.
 */
export function answerError(c: Context<HttpEnv>, error: unknown, log: Log): Response {
  const requestId = c.get('requestId')
  const body = describeError(error, requestId)
  if (body.code === 'INTERNAL_ERROR') log.error({ requestId, error }, 'a request failed')
  const { status } = errorTable[body.code]
  if (body.retryAfterSeconds !== undefined) c.header('Retry-After', `${body.retryAfterSeconds}`)
  return c.req.path.startsWith('/api/trpc/')
    ? c.json({ error: trpcShape(error, c.req.path) }, status)
    : c.json(body, status)
}

/** What a tRPC client understands, for refusals that are made before tRPC is reached. */
function trpcShape(error: unknown, path: string) {
  return getTRPCErrorShape({
    config: appRouter._def._config,
    error: error instanceof DomainError ? toTrpcError(error) : getTRPCErrorFromUnknown(error),
    type: 'unknown',
    path,
    input: undefined,
    ctx: undefined,
  })
}
