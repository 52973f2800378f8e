import type { RedisOptions } from 'ioredis'

/** Others may use the same server. */
export const keyPrefix = 'rendez:'

/** What every connection to Redis has in common. */
export const redisOptions = {
  keyPrefix,
  connectionName: 'rendez',
  lazyConnect: true,
  disableClientInfo: true,
  // Redis 6 and older forks speak it too, and nothing here needs more.
  protocol: 2,
  // Callers do without the store at once: nothing waits for a connection or is sent a second time.
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  // A peer that vanished without a word is found by its silence.
  connectTimeout: 2000,
  commandTimeout: 2000,
  socketTimeout: 2000,
  retryStrategy: (attempt: number) => Math.min(25 * 2 ** attempt, 2000) * (0.5 + Math.random() / 2),
  autoResubscribe: false,
} satisfies RedisOptions
