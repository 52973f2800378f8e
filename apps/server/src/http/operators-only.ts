import { createHash, timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { isAskedOnThisMachine, type Reached } from './client-address.ts'
import type { HttpEnv } from './http-env.ts'

/**
 * Lets through whoever has the token; when there is none, whoever asks on this machine, where it can be
 * told. For everybody else nothing is there, or a log-in is needed.
 */
export function operatorsOnly(token: string | null, reached: Reached): MiddlewareHandler<HttpEnv> {
  if (token === null) return (c, next) => (isAskedOnThisMachine(c, reached) ? next() : hide(c))
  const wanted = digest(`Bearer ${token}`)
  return (c, next) => {
    const given = digest(c.req.header('Authorization') ?? '')
    if (timingSafeEqual(given, wanted)) return next()
    return Promise.resolve(
      c.json({ status: 'unauthorized' }, 401, { 'WWW-Authenticate': 'Bearer' }),
    )
  }
}

const hide: (c: Parameters<MiddlewareHandler<HttpEnv>>[0]) => Promise<Response> = async (c) =>
  c.notFound()

const digest = (text: string) => createHash('sha256').update(text).digest()
