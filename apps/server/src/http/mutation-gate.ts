import { DomainError } from '@rendez/contract'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { HttpEnv } from './http-env.ts'

const maxBodyBytes = 64 * 1024
const harmless = new Set(['GET', 'HEAD', 'OPTIONS'])

const refuseLargeBodies = bodyLimit({
  maxSize: maxBodyBytes,
  onError: () => {
    throw new DomainError('PAYLOAD_TOO_LARGE')
  },
})

/**
 * What a request that changes something must satisfy before anything of it is executed: JSON of at most
 * 64 KB, and when it comes with a cookie, from a page of ours.
 *
 * @param publicUrl the origin that people know the server by
 */
export function mutationGate(publicUrl: string): MiddlewareHandler<HttpEnv> {
  return (c, next) => {
    const { method, headers } = c.req.raw
    if (harmless.has(method)) return next()
    if (headers.has('cookie') && !isSameOrigin(headers, publicUrl))
      throw new DomainError('FORBIDDEN')
    if (!isJson(headers, method)) throw new DomainError('UNSUPPORTED_MEDIA_TYPE')
    return refuseLargeBodies(c, next)
  }
}

// A form can send any other type to us from anywhere, without the browser asking us first.
function isJson(headers: Headers, method: string): boolean {
  const type = headers.get('content-type')
  if (type === null) return method === 'DELETE' && !hasBody(headers)
  return /^application\/json\s*(;|$)/i.test(type)
}

function hasBody(headers: Headers): boolean {
  return headers.has('transfer-encoding') || (headers.get('content-length') ?? '0') !== '0'
}

/**
 * Every browser in use sends Sec-Fetch-Site or, to a page over plain HTTP on another machine, at least
 * Origin with what changes something. A program that sends neither is no browser, and nobody can make it
 * act with another person's cookie.
 */
function isSameOrigin(headers: Headers, publicUrl: string): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin' || site === 'none'
  const origin = headers.get('origin')
  return origin === null || origin === publicUrl || URL.parse(origin)?.host === headers.get('host')
}
