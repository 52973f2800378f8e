import { type OutputOptions, printResult } from '../print-result.ts'
import { withStoreKeys } from './with-store-keys.ts'

/** Prints what is in the store, by kind. Resolves to the exit code. */
export async function showCache(options: OutputOptions): Promise<number> {
  const use = await withStoreKeys((keys) => keys.measure())
  const asked = use.hits + use.misses
  const share = asked === 0 ? 0 : Math.round((use.hits / asked) * 100)
  printResult(options, use, [
    ...Object.entries(use.keys).map(([kind, count]) => `${kind.padEnd(18)}${count}`),
    `The server uses ${Math.ceil(use.usedBytes / 1024)} KB. It found ${share} % of the ${asked} ` +
      'keys that it was ever asked for.',
  ])
  return 0
}
