import type { Redis } from 'ioredis'

type Life = {
  /** The run of the connection that is open now; null while that is not known. */
  id(): string | null
  /** Asks now, as every new connection does by itself. */
  learn(): Promise<void>
}

/**
 * Follows which run of the server the connection leads to. A server that was started again, or another one
 * that took over, may hold what was true a while ago.
 */
export function watchLife(client: Redis): Life {
  let id: string | null = null
  let connection = 0
  const learn = async () => {
    const asked = connection
    const info = await client.info('server').catch(() => '')
    if (asked === connection) id = /run_id:(\w+)/.exec(info)?.[1] ?? null
  }
  client.on('close', () => {
    connection += 1
    id = null
  })
  client.on('ready', () => void learn())
  return { id: () => id, learn }
}
