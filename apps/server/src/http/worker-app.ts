import { Hono } from 'hono'
import type { Log } from '../logger.ts'
import type { HttpEnv } from './http-env.ts'
import { type OperationsDeps, operationsRoutes } from './operations-routes.ts'
import { requestLog } from './request-log.ts'

/** All that an instance answers which serves nobody: how it is. */
export function createWorkerApp(deps: OperationsDeps & { log: Log }): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  app.onError((error, c) => {
    deps.log.error({ requestId: c.get('requestId'), error }, 'a request failed')
    return c.json({ status: 'failed' }, 500)
  })
  app.notFound((c) => c.json({ status: 'not found' }, 404))
  app.use(requestLog(deps.log, 0))
  app.route('/', operationsRoutes(deps, { https: false }))
  return app
}
