import { randomUUID } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import { withLogContext } from '../log-context.ts'
import type { Log } from '../logger.ts'
import type { HttpEnv } from './http-env.ts'

const givenId = /^[\w.-]{8,128}$/

/**
 * Names every request and logs what became of it. An id that a proxy of ours gave is kept.
 * Routes are logged, not addresses: an address may hold what is nobody else's business.
 */
export function requestLog(log: Log, trustedProxies: number): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const given = trustedProxies > 0 ? (c.req.header('X-Request-Id') ?? '') : ''
    const requestId = givenId.test(given) ? given : randomUUID()
    c.set('requestId', requestId)
    const start = performance.now()
    await withLogContext({ requestId }, next)
    c.header('X-Request-Id', requestId)
    const { status } = c.res
    const milliseconds = Math.round(performance.now() - start)
    const fields = {
      requestId,
      method: c.req.method,
      route: routePath(c),
      status,
      milliseconds,
    }
    if (status >= 500) log.error(fields, 'request')
    else log.debug(fields, 'request')
  }
}
