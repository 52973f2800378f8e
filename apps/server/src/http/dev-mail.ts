import { Hono, type MiddlewareHandler } from 'hono'
import { isAskedOnThisMachine, type Reached } from './client-address.ts'
import type { HttpEnv } from './http-env.ts'
import { securityHeaders } from './security-headers.ts'

/** Shows the mail that was kept instead of sent. */
export type MailViewer = {
  renderMailList(): Promise<string>
  /** null: there is no such mail. */
  renderMail(id: string): Promise<string | null>
}

/**
 * The viewer of kept mail. It holds links that log people in, so it exists only for this machine, and not where
 * others reach the server.
 */
export function devMailRoutes(viewer: MailViewer, reached: Reached): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>()
  routes.use('/dev/mail/*', onlyThisMachine(reached), securityHeaders('mail', { https: false }))
  routes.get('/dev/mail', async (c) => c.html(await viewer.renderMailList()))
  routes.get('/dev/mail/:id', async (c) => {
    const page = await viewer.renderMail(c.req.param('id'))
    return page === null ? c.notFound() : c.html(page)
  })
  return routes
}

const onlyThisMachine =
  (reached: Reached): MiddlewareHandler<HttpEnv> =>
  async (c, next) =>
    isAskedOnThisMachine(c, reached) ? next() : c.notFound()
