import type { KeyValueStore } from '../../ports/key-value-store.ts'
import type { Metrics } from '../../ports/metrics.ts'

/**
 * What is no question about what is kept: `subscribe` resolves whether the store is there or not, `close`
 * asks nothing, and `ping` is asked for `rendez_part_up`, which says so itself.
 */
type Unmeasured = 'subscribe' | 'lifeId' | 'ping' | 'close'

/** The same store; each call that it is asked to answer is counted and timed. */
export function measureStore(
  store: KeyValueStore,
  { storeAsked }: Pick<Metrics, 'storeAsked'>,
): KeyValueStore {
  const measure =
    <Args extends unknown[], Answer>(operation: string, ask: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      const start = performance.now()
      const note = (outcome: 'answered' | 'unavailable') =>
        storeAsked(operation, outcome, (performance.now() - start) / 1000)
      try {
        const answer = await ask(...args)
        note('answered')
        return answer
      } catch (error) {
        note('unavailable')
        throw error
      }
    }
  // A call that is added to the port and forgotten here does not compile.
  const measured: Omit<KeyValueStore, Unmeasured> = {
    get: measure('get', store.get),
    set: measure('set', store.set),
    delete: measure('delete', store.delete),
    setIfAbsent: measure('set_if_absent', store.setIfAbsent),
    setMarked: measure('set_marked', store.setMarked),
    deleteIfEquals: measure('delete_if_equals', store.deleteIfEquals),
    takeToken: measure('take_token', store.takeToken),
    publish: measure('publish', store.publish),
  }
  return { ...store, ...measured }
}
