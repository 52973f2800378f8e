/** Answers how to end one's turn, or null when `patience` was over before it came. */
export type TakeTurn = (name: string, patience: AbortSignal) => Promise<(() => void) | null>

/** In this process one has the turn of a name, and the next ones wait in the order they came. */
export function createTurns(): TakeTurn {
  const tails = new Map<string, Promise<void>>()
  return async (name, patience) => {
    const before = tails.get(name) ?? Promise.resolve()
    const { promise: done, resolve: end } = Promise.withResolvers<void>()
    const tail = before.then(() => done)
    tails.set(name, tail)
    void tail.then(() => {
      if (tails.get(name) === tail) tails.delete(name)
    })
    const isOurs = await Promise.race([before.then(() => true), endOf(patience)])
    if (isOurs) return end
    end()
    return null
  }
}

function endOf(patience: AbortSignal): Promise<false> {
  const { promise, resolve } = Promise.withResolvers<false>()
  if (patience.aborted) resolve(false)
  else patience.addEventListener('abort', () => resolve(false), { once: true })
  return promise
}
