import { Hono, type MiddlewareHandler } from 'hono'
import type { Reached } from '../client-address.ts'
import type { HttpEnv } from '../http-env.ts'
import { operatorsOnly } from '../operators-only.ts'
import type { Health } from './create-health.ts'

export type HealthDeps = {
  health: Health
  /** The server is about to stop. */
  isDraining(): boolean
  /** What those who run the server also want to know, by name; each may fail for itself. */
  findings: Record<string, () => Promise<unknown>>
  /** Opens what only those who run the server may see; null: only this machine may. */
  metricsToken: string | null
  reached: Reached
}

/** Probes: what may be asked by anybody says little, and is cheap. */
export function healthRoutes(deps: HealthDeps): Hono<HttpEnv> {
  const { health, isDraining } = deps
  const routes = new Hono<HttpEnv>()
  routes.use(neverKept)

  routes.get('/', async (c) => {
    const { status } = await health.examine()
    return c.json({ status }, status === 'unhealthy' ? 503 : 200)
  })

  // The process alone: whoever restarts what is not alive would not mend a database by it.
  routes.get('/live', (c) => c.json({ status: 'alive' }))

  routes.get('/ready', async (c) => {
    if (isDraining()) return c.json({ status: 'draining' }, 503)
    const { status } = await health.examineEssentials()
    return status === 'healthy'
      ? c.json({ status: 'ready' })
      : c.json({ status: 'not ready' }, 503, { 'Retry-After': '1' })
  })

  routes.get('/detailed', operatorsOnly(deps.metricsToken, deps.reached), async (c) => {
    const [report, findings] = await Promise.all([health.examine(), collect(deps.findings)])
    const answer = { ...report, draining: isDraining(), ...findings }
    return c.json(answer, report.status === 'unhealthy' ? 503 : 200)
  })
  return routes
}

const neverKept: MiddlewareHandler<HttpEnv> = async (c, next) => {
  await next()
  c.header('Cache-Control', 'no-store')
}

/** What cannot be found out is null: that the database is down is said elsewhere. */
async function collect(findings: HealthDeps['findings']): Promise<Record<string, unknown>> {
  const entries = Object.entries(findings).map(async ([name, find]) => [
    name,
    await find().catch(() => null),
  ])
  return Object.fromEntries(await Promise.all(entries))
}
