import { cors } from 'hono/cors'

/** What programs on other sites may read of an answer. */
export const exposedHeaders = [
  'X-Request-Id',
  'ETag',
  'RateLimit-Policy',
  'RateLimit',
  'Retry-After',
  'Idempotency-Replayed',
]

/**
 * Any site may call what needs no cookie: everything but the accounts. Without Allow-Credentials the
 * browser hides every answer to a call that carried one.
 */
export const guestCors = cors({
  origin: (_origin, c) => (c.req.path.startsWith('/api/auth/') ? null : '*'),
  allowMethods: ['GET', 'POST', 'PUT', 'DELETE'],
  allowHeaders: [
    'Content-Type',
    'X-Idempotency-Key',
    'Idempotency-Key',
    'X-Manage-Token',
    'X-Hold-Token',
  ],
  exposeHeaders: exposedHeaders,
  maxAge: 86_400,
})
