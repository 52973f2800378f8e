export type SharedWork<Result> = {
  /** Joins the work under way for this key, or begins it. */
  join(key: string, work: () => Promise<Result>): Promise<Result>
  /**
   * Joins work that begins after this call, so that it sees what was true now: the next one when there is
   * one under way.
   */
  joinNext(key: string, work: () => Promise<Result>): Promise<Result>
}

/** Lets many who want the same at the same time have it made once. */
export function createSharedWork<Result>(): SharedWork<Result> {
  const running = new Map<string, Promise<Result>>()
  const waiting = new Map<string, Promise<Result>>()
  const begin = (key: string, work: () => Promise<Result>) => {
    const result = work().finally(() => running.delete(key))
    running.set(key, result)
    return result
  }
  const beginAfter = (current: Promise<Result>, key: string, work: () => Promise<Result>) => {
    const next = current
      .catch(() => {})
      .then(() => {
        waiting.delete(key)
        return begin(key, work)
      })
    waiting.set(key, next)
    return next
  }
  return {
    join: (key, work) => running.get(key) ?? begin(key, work),
    joinNext: (key, work) => {
      const next = waiting.get(key)
      if (next !== undefined) return next
      const current = running.get(key)
      return current === undefined ? begin(key, work) : beginAfter(current, key, work)
    },
  }
}
