import { setTimeout as delay } from 'node:timers/promises'
import { isRetryAsked, isTimeout } from '../../db/database-errors.ts'

const ATTEMPTS = 40
const PAUSE_MS = 250

/** Repeats work that gave up waiting for a lock, so that those who book are never held for long. */
export async function waitForTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (attempt === ATTEMPTS || !(isTimeout(error) || isRetryAsked(error))) throw error
      await delay(PAUSE_MS)
    }
  }
}
