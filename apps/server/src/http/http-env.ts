import type { HttpBindings } from '@hono/node-server'

/** What every request has: `c.get('requestId')`, on pages `c.get('cspNonce')`. */
export type HttpEnv = {
  Bindings: Partial<HttpBindings>
  Variables: { requestId: string; cspNonce: string; counted: Record<string, string> | undefined }
}
