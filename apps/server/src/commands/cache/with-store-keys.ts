import {
  openRedisKeys,
  type StoreKeys,
  StoreKeysError,
} from '../../adapters/key-value-store/redis-keys.ts'
import { readConfig } from '../../config.ts'
import { CommandError } from '../command-error.ts'

/** @throws CommandError when there is no store that outlives a process */
export function requireRedisUrl(): string {
  const { redisUrl } = readConfig()
  if (redisUrl !== null) return redisUrl
  throw new CommandError(
    'REDIS_URL is not set: each server then caches in its own memory, and a restart empties it',
  )
}

/**
 * Works on the keys of the store of the settings.
 *
 * @throws CommandError when there is none, it cannot be used, or it goes away meanwhile
 */
export async function withStoreKeys<Result>(
  work: (keys: StoreKeys) => Promise<Result>,
): Promise<Result> {
  const url = requireRedisUrl()
  const keys = await openRedisKeys(url).catch((cause) => {
    throw explain(url, cause)
  })
  try {
    return await work(keys)
  } catch (error) {
    throw error instanceof StoreKeysError ? explain(url, error) : error
  } finally {
    keys.close()
  }
}

function explain(url: string, cause: unknown): CommandError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  const name = `REDIS_URL: the server at ${new URL(url).host}`
  return new CommandError(`${name} is not usable: ${reason}`, { cause })
}
