import { DomainError } from '@rendez/contract'
import { Hono, type MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import type { Log } from '../logger.ts'
import type { Services } from '../modules.ts'
import { answerError } from './answer-error.ts'
import { calendarFileHandler } from './calendar-file.ts'
import { clientAddress } from './client-address.ts'
import { guestCors } from './guest-cors.ts'
import type { HttpEnv } from './http-env.ts'
import { mutationGate } from './mutation-gate.ts'
import { openApiDocument } from './openapi/openapi-document.ts'
import { openApiPage } from './openapi/openapi-page.ts'
import type { RequestLimits } from './rate-limits/request-limits.ts'
import { restRoutes } from './rest/rest-routes.ts'
import { securityHeaders } from './security-headers.ts'
import { trpcHandler } from './trpc.ts'

export type ApiDeps = {
  services: Services
  log: Log
  publicUrl: string
  trustedProxies: number
  limits: RequestLimits
}

/** Everything below /api. */
export function apiRoutes(deps: ApiDeps): Hono<HttpEnv> {
  const { services, log, publicUrl, trustedProxies, limits } = deps
  const api = new Hono<HttpEnv>()
  const https = publicUrl.startsWith('https:')
  const document = openApiDocument()
  api.onError((error, c) => answerError(c, error, log))

  api.use('/docs', securityHeaders('page', { https }), compress())
  api.get('/docs', (c) => c.html(openApiPage(document, publicUrl)))

  api.use(keptByNobody)
  api.use(securityHeaders('api', { https }), guestCors, mutationGate(publicUrl))
  api.all('/auth/*', (c) => {
    const origin = {
      clientAddress: clientAddress(c, trustedProxies),
      requestId: c.get('requestId'),
    }
    return services.accounts.handle(c.req.raw, origin)
  })

  // The accounts have limits of their own.
  api.use(limits.middleware)
  api.get('/openapi.json', (c) => c.json(document))
  api.all('/trpc/*', trpcHandler(services, limits, log))
  api.get('/bookings/:id/calendar.ics', calendarFileHandler(services))
  api.route('/', restRoutes(services, limits))
  api.all('*', () => {
    throw new DomainError('NOT_FOUND')
  })
  return api
}

// Most answers are about one person. What may be kept says so itself.
const keptByNobody: MiddlewareHandler<HttpEnv> = async (c, next) => {
  await next()
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store')
}
