import { StoreUnavailableError } from '../../ports/key-value-store.ts'

const MOST_MS = 250

/**
 * Gives every question a quarter of a second. While one is overdue the next are not even asked: a store
 * that stands still costs the first callers that time, and nobody after them.
 *
 * @returns a function whose every failure is a StoreUnavailableError
 */
export function createDeadline(): <Answer>(question: () => Promise<Answer>) => Promise<Answer> {
  let overdue = 0
  return async (question) => {
    if (overdue > 0) throw new StoreUnavailableError('the store does not answer')
    const late = Promise.withResolvers<never>()
    let isLate = false
    const beLate = () => {
      isLate = true
      overdue += 1
      late.reject(new StoreUnavailableError(`the store did not answer within ${MOST_MS} ms`))
    }
    // After a busy moment of this process the answer may be there, and only waits to be read.
    let immediate: NodeJS.Immediate | undefined
    const timer = setTimeout(() => {
      immediate = setImmediate(beLate)
    }, MOST_MS)
    const answer = question()
      .catch((cause: unknown) => {
        const reason = cause instanceof Error ? cause.message : String(cause)
        throw new StoreUnavailableError(reason, { cause })
      })
      .finally(() => {
        clearTimeout(timer)
        clearImmediate(immediate)
        if (isLate) overdue -= 1
      })
    return Promise.race([answer, late.promise])
  }
}
