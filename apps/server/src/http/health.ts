import type { Handler } from 'hono'
import type { HttpEnv } from './http-env.ts'

const patienceMs = 1000

/** Healthy while the database answers within a second; without it nothing can be offered or booked. */
export function healthHandler(pingDatabase: () => Promise<void>): Handler<HttpEnv> {
  return async (c) => {
    const isUp = await answersInTime(pingDatabase)
    c.header('Cache-Control', 'no-store')
    return c.json(
      { status: isUp ? 'healthy' : 'unhealthy', database: isUp ? 'up' : 'down' },
      isUp ? 200 : 503,
    )
  }
}

async function answersInTime(ping: () => Promise<void>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(false), patienceMs)
  ping().then(
    () => resolve(true),
    () => resolve(false),
  )
  const isUp = await promise
  clearTimeout(timer)
  return isUp
}
