import type { Redis } from 'ioredis'
import type { Log } from '../../logger.ts'

/**
 * Logs when the connection is lost and when it is back, once each however often it is tried.
 *
 * @returns what to call before closing it, which is no loss
 */
export function reportConnection(client: Redis, log: Log): () => void {
  let isAway = false
  let reason = 'closed'
  // Also keeps the process alive: an error event that nobody hears ends it.
  client.on('error', (error: Error) => {
    reason = 'code' in error && typeof error.code === 'string' ? error.code : error.message
  })
  client.on('close', () => {
    if (!isAway) log.warn({ port: 'key-value-store', reason }, 'the store is away')
    isAway = true
  })
  client.on('ready', () => {
    if (isAway) log.info({ port: 'key-value-store' }, 'the store is back')
    isAway = false
    reason = 'closed'
  })
  return () => {
    isAway = true
  }
}
