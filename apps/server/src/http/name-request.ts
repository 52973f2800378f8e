import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { isRequestId } from '../log-context.ts'
import type { HttpEnv } from './http-env.ts'

/**
 * Gives a request its id, unless it has one: that of a proxy of ours, or a new one. Nobody else may choose:
 * ids that clients make up would lead a search in the log astray.
 */
export function nameRequest(c: Context<HttpEnv>, trustedProxies: number): string {
  const named: string | undefined = c.get('requestId')
  if (named !== undefined) return named
  const given = trustedProxies > 0 ? (c.req.header('X-Request-Id') ?? '') : ''
  const requestId = isRequestId(given) ? given : randomUUID()
  c.set('requestId', requestId)
  return requestId
}
