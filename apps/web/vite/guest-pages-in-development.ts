import type { IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Plugin, ViteDevServer } from 'vite'
import type { PageAssets, PageModel } from '../src/booking-page/page-model.ts'

const notGuestPages =
  /^\/($|app(\/|$)|api\/|assets\/|dev\/|health|src\/|node_modules\/|login|signup|@|\.well-known|favicon)/

const isGuestPage = (request: IncomingMessage) =>
  request.headers.accept?.includes('text/html') === true && !notGuestPages.test(request.url ?? '/')

/** What the page shows comes from the API server as data; the page itself from the sources. */
async function renderFromSource(vite: ViteDevServer, apiOrigin: string, request: IncomingMessage) {
  const path = request.url ?? '/'
  const headers = { ...request.headers, accept: 'application/json' }
  const { method = 'GET' } = request
  const answer = await fetch(new URL(path, apiOrigin), {
    method,
    // A form without JavaScript; GET and HEAD may have no body at all.
    body: method === 'GET' || method === 'HEAD' ? null : await buffer(request),
    headers: new Headers(
      Object.entries(headers).flatMap(([name, value]) =>
        typeof value === 'string' && name !== 'connection' ? [[name, value]] : [],
      ),
    ),
  })
  const source = await vite.ssrLoadModule('/src/booking-page/render-page.tsx')
  const renderPage: (model: PageModel, assets: PageAssets) => string = source.renderPage
  const page = renderPage(await answer.json(), {
    script: '/src/booking-page/hydrate.tsx',
    styles: ['/src/booking-page/booking-page.css'],
    preloads: [],
    fonts: [],
  })
  return { status: answer.status, html: await vite.transformIndexHtml(path, page) }
}

/** Renders the guest's pages from their sources, with hot reload, in place of the built bundle. */
export function guestPagesInDevelopment(apiOrigin: string): Plugin {
  return {
    name: 'guest-pages-in-development',
    apply: 'serve',
    configureServer(vite) {
      vite.middlewares.use((request, response, next) => {
        if (!isGuestPage(request)) return next()
        renderFromSource(vite, apiOrigin, request).then(({ status, html }) => {
          response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(html)
        }, next)
      })
    },
  }
}
