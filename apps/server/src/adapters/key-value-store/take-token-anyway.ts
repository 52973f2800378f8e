import type { Clock } from '../../ports/clock.ts'
import type { KeyValueStore } from '../../ports/key-value-store.ts'
import { createInProcessStore } from './in-process-store.ts'

/**
 * Counts in the store for all instances together. While the store is away each process counts alone: nobody
 * is refused because of that.
 */
export function takeTokenAnyway({
  store,
  clock,
}: {
  store: Pick<KeyValueStore, 'takeToken'>
  clock: Clock
}): KeyValueStore['takeToken'] {
  const localStore = createInProcessStore({ clock })
  return (...call) => store.takeToken(...call).catch(() => localStore.takeToken(...call))
}
