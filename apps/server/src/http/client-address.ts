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

/** How people reach the server. */
export type Reached = {
  /** Without a final slash. */
  publicUrl: string
  trustedProxies: number
}

const ownNames = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/
const addedByProxies = ['Forwarded', 'X-Forwarded-For', 'X-Forwarded-Proto', 'X-Real-IP', 'Via']

/**
 * Whether a request was made on this machine: by its socket, by a name that no other site can make point
 * here, and not by way of a proxy, which connects from here for anybody. A server that is reached by
 * another name, or behind proxies, believes nobody: a proxy may add nothing and send a name of ours.
 */
export function isAskedOnThisMachine(c: Context<HttpEnv>, reached: Reached): boolean {
  const address = c.env.incoming?.socket.remoteAddress ?? ''
  const isOurs = /^(::ffff:)?127\./.test(address) || address === '::1'
  const isDirect = addedByProxies.every((name) => c.req.header(name) === undefined)
  return servesThisMachineAlone(reached) && isOurs && isDirect && isOwnName(c.req.header('Host'))
}

/** Whether there can be such requests at all. */
export function servesThisMachineAlone({ publicUrl, trustedProxies }: Reached): boolean {
  return trustedProxies === 0 && isOwnName(URL.parse(publicUrl)?.host)
}

const isOwnName = (host = '') => ownNames.test(host)
