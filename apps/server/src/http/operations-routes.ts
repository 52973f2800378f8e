import { Hono } from 'hono'
import { type HealthDeps, healthRoutes } from './health/health-routes.ts'
import type { HttpEnv } from './http-env.ts'
import { operatorsOnly } from './operators-only.ts'
import { securityHeaders } from './security-headers.ts'

export type OperationsDeps = HealthDeps & {
  /** The metrics as text, and its type. */
  renderMetrics(): Promise<{ text: string; contentType: string }>
}

/** What those who run the server ask of every instance, whatever its role. */
export function operationsRoutes(
  deps: OperationsDeps,
  { https }: { https: boolean },
): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>()
  const headers = securityHeaders('api', { https })
  routes.use('/health/*', headers)
  routes.route('/health', healthRoutes(deps))
  routes.get('/metrics', headers, operatorsOnly(deps.metricsToken, deps.reached), async (c) => {
    const { text, contentType } = await deps.renderMetrics()
    return c.body(text, 200, { 'Content-Type': contentType, 'Cache-Control': 'no-store' })
  })
  return routes
}
