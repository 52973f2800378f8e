import { Redis } from 'ioredis'
import type { Log } from '../../logger.ts'
import type { KeyValueStore } from '../../ports/key-value-store.ts'
import { createListeners } from './listeners.ts'
import { keyPrefix, redisOptions } from './redis-options.ts'

type RedisSubscriber = { subscribe: KeyValueStore['subscribe']; close(): void }

/** The connection that listens, made with the first listener. It listens again whenever it is back. */
export function createRedisSubscriber(url: string, log: Log): RedisSubscriber {
  const listeners = createListeners()
  let connection: Promise<Redis> | undefined
  let opened: Redis | undefined

  const open = async () => {
    const client = new Redis(url, redisOptions)
    opened = client
    // The other connection tells what became of the server.
    client.on('error', (error: Error) => log.debug({ reason: error.message }, 'not listening'))
    client.on('message', (channel: string, message: string) => {
      listeners.tell(channel.slice(keyPrefix.length), message)
    })
    client.on('ready', () => {
      const channels = listeners.channels().map((channel) => keyPrefix + channel)
      if (channels.length > 0) client.subscribe(...channels).catch(() => {})
    })
    await client.connect().catch(() => {})
    return client
  }

  return {
    subscribe: async (channel, listener) => {
      connection ??= open()
      const client = await connection
      // Away, it is listened to by the next `ready`.
      if (listeners.add(channel, listener))
        await client.subscribe(keyPrefix + channel).catch(() => {})
      return async () => {
        const isLast = listeners.remove(channel, listener)
        if (isLast) await client.unsubscribe(keyPrefix + channel).catch(() => {})
      }
    },
    close: () => {
      listeners.clear()
      opened?.disconnect()
    },
  }
}
