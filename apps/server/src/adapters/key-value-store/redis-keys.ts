import { Redis } from 'ioredis'
import { createLogger } from '../../logger.ts'
import { checkRedis } from './check-redis.ts'
import { keyPrefix, redisOptions } from './redis-options.ts'

export type StoreUse = {
  /** How many keys begin with each first word. */
  keys: Record<string, number>
  usedBytes: number
  /** How often the server found a key that was asked for, and did not: of all that use it. */
  hits: number
  misses: number
}

/** The store went away, or refused something, in the middle of the work; `message` is one sentence. */
export class StoreKeysError extends Error {
  override readonly name = 'StoreKeysError'
}

/**
 * A look at all keys of a store, for whoever operates it: servers never list keys. Each rejects with a
 * StoreKeysError when the store does not answer to the end.
 */
export type StoreKeys = {
  measure(): Promise<StoreUse>
  /** Hands over the names that begin with a prefix, some at a time. */
  list(prefix: string): AsyncIterable<string[]>
  delete(names: string[]): Promise<void>
  close(): void
}

const AT_ONCE = 1_000

/** @throws Error with one sentence when the server is away or cannot be used */
export async function openRedisKeys(url: string): Promise<StoreKeys> {
  await checkRedis(url, createLogger('silent'))
  const client = new Redis(url, { ...redisOptions, keyPrefix: '', retryStrategy: null })
  let reason = 'it does not answer'
  client.on('error', (error: Error) => {
    reason = 'code' in error ? `it does not answer (${String(error.code)})` : error.message
  })
  await client.connect().catch((cause) => {
    throw new Error(reason, { cause })
  })
  const list = (prefix: string) => listKeys(client, prefix)
  const deleteAll = async (names: string[]) => {
    if (names.length > 0) await client.unlink(...names.map((name) => keyPrefix + name))
  }
  return {
    list,
    measure: async () => ({ keys: await countKeys(list('')), ...(await explain(readUse(client))) }),
    delete: (names) => explain(deleteAll(names)),
    close: () => client.disconnect(),
  }
}

async function* listKeys(client: Redis, prefix: string): AsyncIterable<string[]> {
  // A prefix is a text, not a pattern.
  const match = `${(keyPrefix + prefix).replace(/[\\*?[\]]/g, '\\$&')}*`
  let cursor = '0'
  do {
    const [next, keys] = await explain(client.scan(cursor, 'MATCH', match, 'COUNT', AT_ONCE))
    yield keys.map((key) => key.slice(keyPrefix.length))
    cursor = next
  } while (cursor !== '0')
}

// What ioredis throws then is a plain Error, or names the command alone.
async function explain<Result>(answer: Promise<Result>): Promise<Result> {
  try {
    return await answer
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new StoreKeysError(`it did not answer to the end (${reason})`, { cause })
  }
}

async function countKeys(keys: AsyncIterable<string[]>): Promise<Record<string, number>> {
  const counts = new Map<string, number>()
  for await (const names of keys) {
    for (const name of names) {
      const [first = '', second = ''] = name.split(':')
      const group = first === 'cache' ? `cache:${second}` : first
      counts.set(group, (counts.get(group) ?? 0) + 1)
    }
  }
  return Object.fromEntries([...counts].toSorted())
}

async function readUse(client: Redis): Promise<Omit<StoreUse, 'keys'>> {
  const info = `${await client.info('memory')}\n${await client.info('stats')}`
  const read = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0)
  return {
    usedBytes: read('used_memory'),
    hits: read('keyspace_hits'),
    misses: read('keyspace_misses'),
  }
}
