import { appRouter, type ListedProcedure, listProcedures } from '@rendez/contract'
import { callTRPCProcedure } from '@trpc/server'
import { type Handler, Hono } from 'hono'
import type { Services } from '../../modules.ts'
import type { HttpEnv } from '../http-env.ts'
import { requestContext } from '../request-context.ts'
import { nameAsInAddress } from './name-as-in-address.ts'
import { readBody, readQuery } from './read-request.ts'

/** The procedures that have a place in REST, each at its method and path. */
export function restRoutes(services: Services): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>()
  for (const procedure of listProcedures()) {
    const { rest } = procedure
    if (rest === undefined) continue
    routes.on(rest.method, toHonoPath(rest.path), answerWith(procedure, services))
  }
  return routes
}

function answerWith({ path, type, rest }: ListedProcedure, services: Services): Handler<HttpEnv> {
  return async (c) => {
    const ctx = requestContext(services, c.req.raw.headers, c.get('requestId'))
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
    return c.json(answer, rest?.successStatus ?? 200)
  }
}

/** `/bookings/{id}` -> `/bookings/:id` */
const toHonoPath = (path: string) => path.replace(/\{(\w+)\}/g, ':$1')
