import { Hono, type MiddlewareHandler } from 'hono'
import { isFromThisMachine } from './client-address.ts'
import type { HttpEnv } from './http-env.ts'
import { securityHeaders } from './security-headers.ts'

/** Shows the mail that was kept instead of sent. */
export type MailViewer = {
  renderMailList(): Promise<string>
  /** null: there is no such mail. */
  renderMail(id: string): Promise<string | null>
}

const ownNames = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/**
 * The viewer of kept mail. It holds links that log people in, so it exists only for this machine: by its
 * socket, and by a name that no other site can make point here.
 */
export function devMailRoutes(viewer: MailViewer): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>()
  routes.use('/dev/mail/*', onlyThisMachine, securityHeaders('mail', { https: false }))
  routes.get('/dev/mail', async (c) => c.html(await viewer.renderMailList()))
  routes.get('/dev/mail/:id', async (c) => {
    const page = await viewer.renderMail(c.req.param('id'))
    return page === null ? c.notFound() : c.html(page)
  })
  return routes
}

const onlyThisMachine: MiddlewareHandler<HttpEnv> = async (c, next) => {
  const isOurs = isFromThisMachine(c) && ownNames.test(c.req.header('Host') ?? '')
  // A proxy on this machine connects from this machine for anybody.
  const isDirect = c.req.header('X-Forwarded-For') === undefined
  return isOurs && isDirect ? next() : c.notFound()
}
