import type { Redis } from 'ioredis'
import type { Log } from '../../logger.ts'

/**
 * Asks every connection which run of the server it leads to. A server that was started again, or another
 * one that took over, may hold what was true a while ago.
 *
 * @returns the run of the connection that is open now; null while that is not known
 */
export function watchLife(client: Redis, log: Log): () => string | null {
  let lifeId: string | null = null
  let connection = 0
  client.on('close', () => {
    connection += 1
    lifeId = null
  })
  client.on('ready', () => {
    const asked = connection
    client.info('server').then(
      (info) => {
        if (asked === connection) lifeId = /run_id:(\w+)/.exec(info)?.[1] ?? null
      },
      (error: Error) => log.debug({ reason: error.message }, 'the store did not say which it is'),
    )
  })
  return () => lifeId
}
