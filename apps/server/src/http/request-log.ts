import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import { withLogContext } from '../log-context.ts'
import type { Log } from '../logger.ts'
import { answerCaller } from '../request-caller.ts'
import type { HttpEnv } from './http-env.ts'
import { logAnswer } from './log-answer.ts'
import { nameRequest } from './name-request.ts'

/** Names every request and logs what became of it. */
export function requestLog(log: Log, trustedProxies: number): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const requestId = nameRequest(c, trustedProxies)
    const arrival = performance.now()
    await answerCaller({ arrival, signal: c.req.raw.signal }, () =>
      withLogContext({ requestId }, next),
    )
    c.header('X-Request-Id', requestId)
    const { status } = c.res
    logAnswer(log, { requestId, method: c.req.method, route: routePath(c), status }, arrival)
  }
}
