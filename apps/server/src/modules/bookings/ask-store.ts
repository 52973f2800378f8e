/**
 * Answers undefined when the store has none in time; never fails.
 *
 * @param evenResting asks although the store did not answer a moment ago
 */
export type AskStore = <Answer>(
  question: () => Promise<Answer>,
  options?: { evenResting?: boolean },
) => Promise<Answer | undefined>

const PATIENCE_MS = 100
const REST_MS = 1_000

/**
 * Asks the key-value store what is welcome and not needed. A store that is away or slow costs one caller
 * a tenth of a second, and then nobody anything for a second.
 */
export function createStoreAsker(): AskStore {
  let isResting = false
  const rest = () => {
    isResting = true
    setTimeout(() => {
      isResting = false
    }, REST_MS).unref()
  }
  return async (question, { evenResting = false } = {}) => {
    if (isResting && !evenResting) return undefined
    const late = Promise.withResolvers<undefined>()
    // After a busy moment of this process the answer may be there, and only waits to be read.
    let immediate: NodeJS.Immediate | undefined
    const timer = setTimeout(() => {
      immediate = setImmediate(() => late.resolve(undefined))
    }, PATIENCE_MS)
    const answer = await Promise.race([question().catch(() => undefined), late.promise])
    clearTimeout(timer)
    clearImmediate(immediate)
    if (answer === undefined && !isResting) rest()
    return answer
  }
}
