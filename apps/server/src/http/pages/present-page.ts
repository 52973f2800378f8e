import type { PageModel } from '@rendez/web/page-model'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { HttpEnv } from '../http-env.ts'
import type { GuestBundle } from './guest-bundle.ts'

/**
 * Answers with a guest's page; as data when JSON is asked for, which is how the development server
 * renders the same page from its sources.
 */
export function presentPage(
  c: Context<HttpEnv>,
  bundle: GuestBundle,
  model: PageModel,
  status: ContentfulStatusCode = 200,
): Response {
  // Slots change by the second, and the page depends on the visitor's language, zone and cookie.
  c.header('Cache-Control', 'no-store')
  if (c.req.header('Accept') === 'application/json') return c.json(model, status)
  return c.body(bundle.renderPage(model, bundle.assets), status, {
    'Content-Type': 'text/html; charset=utf-8',
  })
}
