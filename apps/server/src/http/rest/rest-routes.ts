import { appRouter, DomainError, type ListedProcedure, listProcedures } from '@rendez/contract'
import { callTRPCProcedure } from '@trpc/server'
import { type Handler, Hono } from 'hono'
import type { Services } from '../../modules.ts'
import type { HttpEnv } from '../http-env.ts'
import type { RequestLimits } from '../rate-limits/request-limits.ts'
import { replayedHeader } from '../replayed-header.ts'
import { requestContext } from '../request-context.ts'
import { nameAsInAddress } from './name-as-in-address.ts'
import { readBody, readQuery } from './read-request.ts'

/** The procedures that have a place in REST, each at its method and path. */
export function restRoutes(services: Services, limits: RequestLimits): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>()
  const paths = new Set<string>()
  for (const procedure of listProcedures()) {
    const { rest } = procedure
    if (rest === undefined) continue
    const path = toHonoPath(rest.path)
    routes.on(rest.method, path, answerWith(procedure, services, limits))
    paths.add(path)
  }
  for (const path of paths) routes.all(path, refuseMethod)
  return routes
}

const refuseMethod: Handler<HttpEnv> = (c, next) => {
  // The broadest path, of a meeting type's link, also matches what is not there at all.
  if (c.req.method === 'GET') return next()
  throw new DomainError('METHOD_NOT_ALLOWED')
}

function answerWith(
  { path, type, rest }: ListedProcedure,
  services: Services,
  limits: RequestLimits,
): Handler<HttpEnv> {
  return async (c) => {
    const limited = limits.limitServices(c, services)
    const ctx = requestContext(limited, c.req.raw.headers, {
      requestId: c.get('requestId'),
      clientNetwork: limits.networkOf(c),
      markReplayed: () => {
        for (const [name, value] of Object.entries(replayedHeader)) c.header(name, value)
      },
    })
    const given = type === 'query' ? readQuery(c.req.url) : await readBody(c)
    const input = { ...given, ...c.req.param() }
    const answer: unknown = await callTRPCProcedure({
      router: appRouter,
      path,
      type,
      ctx,
      input,
      getRawInput: () => Promise.resolve(input),
      signal: c.req.raw.signal,
      batchIndex: 0,
    }).catch((error) => {
      throw type === 'query' ? nameAsInAddress(error) : error
    })
    const status = rest?.successStatus ?? 200
    return status === 204 ? c.body(null, status) : c.json(answer, status)
  }
}

/** `/bookings/{id}` -> `/bookings/:id` */
const toHonoPath = (path: string) => path.replace(/\{(\w+)\}/g, ':$1')
