import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import type { HttpEnv } from './http-env.ts'
import { plainPage } from './plain-page.ts'
import { securityHeaders } from './security-headers.ts'
import type { StaticFile } from './static-assets.ts'

/** The host's dashboard: one page for every address below /app, which finds its way by itself. */
export function dashboardRoutes(
  files: Map<string, StaticFile>,
  { https }: { https: boolean },
): Hono<HttpEnv> {
  const page = files.get('/index.html')
  const scripts = page === undefined ? '' : hashesOfInlineScripts(page.text())
  const routes = new Hono<HttpEnv>()
  routes.use('/app/*', securityHeaders('dashboard', { https, scripts }))
  routes.get('/app/*', (c) => {
    if (page !== undefined) return page.answer(c, 'no-cache')
    const text = 'The dashboard is not built. With npm run dev it is served by Vite.'
    return c.html(plainPage('Not built', text), 503)
  })
  routes.get('/', (c) => c.redirect('/app'))
  routes.get('/login', (c) => c.redirect('/app/login'))
  routes.get('/signup', (c) => c.redirect('/app/sign-up'))
  return routes
}

function hashesOfInlineScripts(page: string): string {
  const scripts = [...page.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)]
  return scripts
    .map(([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
    .join(' ')
}
