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

/** The request was made on this machine: by its socket, whatever its headers say. */
export function isFromThisMachine(c: Context<HttpEnv>): boolean {
  const address = c.env.incoming?.socket.remoteAddress ?? ''
  return /^(::ffff:)?127\./.test(address) || address === '::1'
}
