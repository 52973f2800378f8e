import type { StoreKeys } from '../../adapters/key-value-store/redis-keys.ts'
import { cacheKeys } from '../../modules/availability/availability.module.ts'
import { type OutputOptions, printProgress, printResult } from '../print-result.ts'
import { withStoreKeys } from './with-store-keys.ts'

type FlushOptions = OutputOptions & { dryRun: boolean }

const AT_ONCE = 1_000

/**
 * Throws away what is cached, or the part of it that begins with `prefix`; it is computed again when it is
 * asked for. Nothing else in the store is touched. Resolves to the exit code.
 */
export function flushCache(prefix: string, options: FlushOptions): Promise<number> {
  return flush(options, async (keys) => {
    const chosen = await listNames(keys, cacheKeys.prefix + prefix)
    const hosts = new Set([...chosen].map(cacheKeys.hostOf))
    // Servers keep entries in their own memory too, as long as the host has the same generation.
    for (const name of await listNames(keys, cacheKeys.allGenerations)) {
      if (hosts.has(cacheKeys.hostOf(name))) chosen.add(name)
    }
    return [...chosen]
  })
}

/** Throws away everything in the store: limits, locks and whatever else is there. */
export function flushStore(options: FlushOptions): Promise<number> {
  return flush(options, async (keys) => [...(await listNames(keys, ''))])
}

async function flush(
  options: FlushOptions,
  choose: (keys: StoreKeys) => Promise<string[]>,
): Promise<number> {
  const { dryRun } = options
  const deleted = await withStoreKeys(async (keys) => {
    const names = await choose(keys)
    for (let done = 0; done < names.length && !dryRun; done += AT_ONCE) {
      await keys.delete(names.slice(done, done + AT_ONCE))
      if (done > 0 && done % (10 * AT_ONCE) === 0) printProgress(`${done} of ${names.length} keys`)
    }
    return names.length
  })
  printResult(options, { deleted, dryRun }, [
    `${deleted} keys ${dryRun ? 'would be' : 'are'} deleted.`,
  ])
  return 0
}

/** A scan may hand over a name twice. */
async function listNames(keys: StoreKeys, prefix: string): Promise<Set<string>> {
  const found = new Set<string>()
  for await (const names of keys.list(prefix)) for (const name of names) found.add(name)
  return found
}
