import type { Context } from 'hono'
import type { HttpEnv } from './http-env.ts'

/**
 * Where a request comes from. Of X-Forwarded-For only what our own proxies appended counts: the rest is
 * whatever the client wrote.
 */
export function clientAddress(c: Context<HttpEnv>, trustedProxies: number): string | undefined {
  const peer = c.env.incoming?.socket.remoteAddress
  if (trustedProxies === 0) return peer
  const forwarded = c.req.header('X-Forwarded-For')?.split(',') ?? []
  return forwarded.at(-trustedProxies)?.trim() ?? peer
}

const ownNames = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/**
 * The request was made on this machine: by its socket, by a name that no other site can make point here,
 * and not by way of a proxy, which connects from here for anybody.
 */
export function isAskedOnThisMachine(c: Context<HttpEnv>): boolean {
  const address = c.env.incoming?.socket.remoteAddress ?? ''
  const isOurs = /^(::ffff:)?127\./.test(address) || address === '::1'
  const isDirect = c.req.header('X-Forwarded-For') === undefined
  return isOurs && isDirect && ownNames.test(c.req.header('Host') ?? '')
}
