import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import type { Clock } from '../ports/clock.ts'
import type { Metrics } from '../ports/metrics.ts'
import { answerError } from './answer-error.ts'
import { type ApiDeps, apiRoutes } from './api.ts'
import { dashboardRoutes } from './dashboard.ts'
import { devMailRoutes, type MailViewer } from './dev-mail.ts'
import type { HttpEnv } from './http-env.ts'
import { measureRequests } from './measure-requests.ts'
import { type OperationsDeps, operationsRoutes } from './operations-routes.ts'
import { createPages } from './pages.ts'
import { plainPage } from './plain-page.ts'
import type { RateLimiter } from './rate-limits/rate-limiter.ts'
import { createRequestLimits } from './rate-limits/request-limits.ts'
import { isRateLimited, tooManyPage } from './rate-limits/too-many-page.ts'
import { requestLog } from './request-log.ts'
import { listSlotsHandler, SLOTS_PATH } from './rest/list-slots.ts'
import { securityHeaders } from './security-headers.ts'
import { readStaticFiles, serveAssets } from './static-assets.ts'

type AppDeps = Omit<ApiDeps, 'limits'> & {
  rateLimiter: RateLimiter
  operations: OperationsDeps
  metrics: Metrics
  /** null: mail is sent, and there is nothing to show. */
  mailViewer: MailViewer | null
  clock: Clock
  /** The built dashboard and the files of the pages. */
  webDirectory: string
}

/** Everything that is reached over HTTP. */
export function createApp(deps: AppDeps): Hono<HttpEnv> {
  const { services, log, publicUrl, trustedProxies, mailViewer } = deps
  const limits = createRequestLimits(deps.rateLimiter, trustedProxies)
  const https = publicUrl.startsWith('https:')
  const files = readStaticFiles(deps.webDirectory)
  const app = new Hono<HttpEnv>()
  app.onError((error, c) => {
    if (c.req.path.startsWith('/api/')) return answerError(c, error, log)
    if (isRateLimited(error)) return tooManyPage(c, error)
    log.error({ requestId: c.get('requestId'), error }, 'a page failed')
    const text = 'Please try again in a moment.'
    return c.html(plainPage('Something went wrong on our side', text), 500)
  })
  app.notFound((c) => {
    const text = 'There is nothing at this address. Perhaps the link is incomplete.'
    return c.html(plainPage('Page not found', text), 404)
  })

  app.use(measureRequests(deps.metrics))
  const slots = listSlotsHandler(services.availability, { https, limits, trustedProxies, log })
  app.get(SLOTS_PATH, slots)
  app.use(requestLog(log, trustedProxies))
  app.route('/', operationsRoutes(deps.operations, { https }))
  app.route('/api', apiRoutes({ ...deps, limits }))
  app.use('/assets/*', securityHeaders('asset', { https }))
  app.get('/assets/*', serveAssets(files), (c) => c.notFound())
  if (mailViewer !== null) app.route('/', devMailRoutes(mailViewer, { publicUrl, trustedProxies }))
  app.route('/', dashboardRoutes(files, { https }))
  app.use(securityHeaders('page', { https }), compress(), refuseLargeForms, limits.middleware)
  app.route('/', createPages({ services, limits, clock: deps.clock }))
  return app
}

const refuseLargeForms = bodyLimit({
  maxSize: 64 * 1024,
  onError: (c) => c.html(plainPage('Too much', 'What was sent is too large.'), 413),
})
