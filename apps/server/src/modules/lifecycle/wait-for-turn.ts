import { setTimeout as delay } from 'node:timers/promises'
import { isLockRefused, isRetryAsked } from '../../db/database-errors.ts'

const ATTEMPTS = 40
const PAUSE_MS = 250

/**
 * Repeats work that gave up waiting for a lock, so that those who book are never held for long. What
 * took too long by itself is not repeated: it would take as long again.
 */
export async function waitForTurn<Result>(
  work: () => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted()
    try {
      return await work()
    } catch (error) {
      if (attempt === ATTEMPTS || !(isLockRefused(error) || isRetryAsked(error))) throw error
    }
    await delay(PAUSE_MS, undefined, { signal })
  }
}
