import { cors } from 'hono/cors'

/**
 * Any site may call what needs no cookie: everything but the accounts. Without Allow-Credentials the
 * browser hides every answer to a call that carried one.
 */
export const guestCors = cors({
  origin: (_origin, c) => (c.req.path.startsWith('/api/auth/') ? null : '*'),
  allowMethods: ['GET', 'POST', 'PUT', 'DELETE'],
  allowHeaders: ['Content-Type', 'X-Idempotency-Key', 'Idempotency-Key', 'X-Manage-Token'],
  exposeHeaders: ['X-Request-Id', 'ETag', 'RateLimit-Policy', 'RateLimit', 'Retry-After'],
  maxAge: 86_400,
})
