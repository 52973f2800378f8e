import type { KeyValueStore } from '../../ports/key-value-store.ts'
import type { Metrics } from '../../ports/metrics.ts'

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
  return {
    ...store,
    get: measure('get', store.get),
    set: measure('set', store.set),
    delete: measure('delete', store.delete),
    setIfAbsent: measure('set_if_absent', store.setIfAbsent),
    deleteIfEquals: measure('delete_if_equals', store.deleteIfEquals),
    takeToken: measure('take_token', store.takeToken),
    publish: measure('publish', store.publish),
  }
}
