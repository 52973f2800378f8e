import { createHash } from 'node:crypto'
import { Redis } from 'ioredis'
import type { Log } from '../../logger.ts'
import { type KeyValueStore, StoreUnavailableError } from '../../ports/key-value-store.ts'
import { checkRedis } from './check-redis.ts'
import { createDeadline } from './create-deadline.ts'
import { keyPrefix, redisOptions } from './redis-options.ts'
import { deleteIfEqualsScript, setMarkedScript, takeTokenScript } from './redis-scripts.ts'
import { createRedisSubscriber } from './redis-subscriber.ts'
import { reportConnection } from './report-connection.ts'
import { watchLife } from './watch-life.ts'

/**
 * A Redis or Valkey. It may be away, now or later: the connection is made, and made again, in the
 * background, and until then every call fails at once.
 *
 * @throws Error with one sentence when what is at the address can never serve: a wrong password, no Redis
 */
export async function createRedisStore(url: string, log: Log): Promise<KeyValueStore> {
  await checkRedis(url, log)
  const client = new Redis(url, redisOptions)
  const expectClose = reportConnection(client, log)
  const life = watchLife(client)
  const subscriber = createRedisSubscriber(url, log)
  const ask = createDeadline()
  // The first attempt settles either way; later ones are ioredis's own.
  await client
    .connect()
    .then(life.learn)
    .catch(() => {})
  return {
    get: (key) => ask(() => client.get(key)),
    set: (key, value, ttlMs) => ask(async () => void (await client.set(key, value, 'PX', ttlMs))),
    delete: (key) => ask(async () => void (await client.del(key))),
    setIfAbsent: (key, value, ttlMs) =>
      ask(async () => (await client.set(key, value, 'PX', ttlMs, 'NX')) === 'OK'),
    setMarked: (key, mark, value, ttlMs) =>
      ask(async () => void (await run(client, setMarkedScript, key, [mark, value, ttlMs]))),
    deleteIfEquals: (key, value) =>
      ask(async () => (await run(client, deleteIfEqualsScript, key, [value])) === 1),
    takeToken: (key, { burst, count, periodSeconds }, cost = 1) =>
      ask(async () => {
        const limit = [burst, count, periodSeconds * 1000, cost]
        const [allowed, remaining, retryAfterMs, resetAfterMs] = readNumbers(
          await run(client, takeTokenScript, key, limit),
        )
        return { allowed: allowed === 1, remaining, retryAfterMs, resetAfterMs }
      }),
    publish: (channel, message) =>
      ask(async () => void (await client.publish(keyPrefix + channel, message))),
    subscribe: subscriber.subscribe,
    lifeId: life.id,
    ping: () => ask(async () => void (await client.ping())),
    close: async () => {
      subscriber.close()
      expectClose()
      client.disconnect()
    },
  }
}

const hashes = new Map<string, string>()

/** By its hash; in full where the server does not know it, as after a restart. */
async function run(
  client: Redis,
  script: string,
  key: string,
  args: (string | number)[],
): Promise<unknown> {
  const hash = hashes.get(script) ?? createHash('sha1').update(script).digest('hex')
  hashes.set(script, hash)
  try {
    return await client.evalsha(hash, 1, key, ...args)
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error
    return client.eval(script, 1, key, ...args)
  }
}

function readNumbers(reply: unknown): [number, number, number, number] {
  if (Array.isArray(reply)) {
    const [first, second, third, fourth] = reply.map(Number)
    if (first !== undefined && second !== undefined && third !== undefined && fourth !== undefined)
      return [first, second, third, fourth]
  }
  throw new StoreUnavailableError('the store answered what nobody expected')
}
