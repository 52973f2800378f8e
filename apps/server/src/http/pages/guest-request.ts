import type { GuestRequest } from '@rendez/web/render-page'
import type { Context } from 'hono'
import type { HttpEnv } from '../http-env.ts'

/** What a page needs to know of a request. */
export function guestRequest(c: Context<HttpEnv>): GuestRequest {
  return {
    url: c.req.url,
    acceptLanguage: c.req.header('Accept-Language') ?? '',
    cookies: c.req.header('Cookie') ?? '',
  }
}
