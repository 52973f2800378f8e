import type { HttpBindings } from '@hono/node-server'
import type { RateLimitVerdicts } from './rate-limits/rate-limit-headers.ts'

/** What every request has: `c.get('requestId')`, on pages `c.get('cspNonce')`. */
export type HttpEnv = {
  Bindings: Partial<HttpBindings>
  Variables: { requestId: string; cspNonce: string; counted: RateLimitVerdicts | undefined }
}
