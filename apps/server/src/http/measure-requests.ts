import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Metrics } from '../ports/metrics.ts'
import type { HttpEnv } from './http-env.ts'

// What else a client may call a method would be a series of its own each time.
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Times every request by the template of its route, which has no ids in it. */
export function measureRequests({
  requestAnswered,
}: Pick<Metrics, 'requestAnswered'>): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const start = performance.now()
    await next()
    const method = methods.has(c.req.method) ? c.req.method : '_OTHER'
    const answer = { method, route: routePath(c), status: c.res.status }
    requestAnswered(answer, (performance.now() - start) / 1000)
  }
}
