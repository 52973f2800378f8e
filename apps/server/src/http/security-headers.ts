import { randomBytes } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { HttpEnv } from './http-env.ts'

/** Answers of one kind carry the same headers. */
export type RouteClass = 'api' | 'page' | 'dashboard' | 'asset' | 'mail'

const everywhere = {
  'X-Content-Type-Options': 'nosniff',
  // Another site learns nothing of our addresses, and our own forms still send their Origin.
  'Referrer-Policy': 'same-origin',
}

const document = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
}

const bare = [
  "default-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
]

const documentPolicy = (scripts: string) => [
  "default-src 'self'",
  `script-src 'self' ${scripts}`.trim(),
  // The component library places its popovers with style attributes.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
]

// A kept mail is shown in a frame without rights; what it links to may not load.
const mailPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
]

/**
 * Sets the headers of a route class on every answer below it. On pages `c.get('cspNonce')` is the nonce
 * that inline scripts need; the dashboard's static page names the hashes of its own in `scripts`.
 */
export function securityHeaders(
  routeClass: RouteClass,
  options: { https: boolean; scripts?: string },
): MiddlewareHandler<HttpEnv> {
  const fixed = Object.entries(fixedHeaders(routeClass, options))
  return async (c, next) => {
    const nonce = routeClass === 'page' ? randomBytes(16).toString('base64') : ''
    c.set('cspNonce', nonce)
    await next()
    for (const [name, value] of fixed) c.header(name, value)
    if (nonce !== '') c.header('Content-Security-Policy', join(documentPolicy(`'nonce-${nonce}'`)))
  }
}

/** The headers of a route class that are the same on every answer. */
export function fixedHeaders(
  routeClass: RouteClass,
  { https, scripts = '' }: { https: boolean; scripts?: string },
): Record<string, string> {
  const byClass: Record<RouteClass, Record<string, string>> = {
    api: { 'Content-Security-Policy': join(bare) },
    page: document,
    dashboard: { ...document, 'Content-Security-Policy': join(documentPolicy(scripts)) },
    asset: { 'Content-Security-Policy': join(bare), 'Cross-Origin-Resource-Policy': 'same-origin' },
    mail: { ...document, 'Content-Security-Policy': join(mailPolicy) },
  }
  const transport = https ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}
  return { ...everywhere, ...byClass[routeClass], ...transport }
}

const join = (policy: string[]) => policy.join('; ')
