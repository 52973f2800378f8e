import { setTimeout as delay } from 'node:timers/promises'
import { DomainError } from '@rendez/contract'
import { isConnectionLost, isOutOfRoom, isRetryAsked, isTimeout } from './database-errors.ts'

// Long enough for the pool to open another connection.
const PAUSE_MS = 100

/**
 * Runs a call that may be repeated, once more if it met a deadlock or lost its connection.
 * @throws DomainError IDEMPOTENCY_IN_PROGRESS when the same request is still running elsewhere, and
 *   SERVICE_UNAVAILABLE when the database cannot be reached, is too busy or has no room.
 */
export async function attempt<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call()
  } catch (error) {
    if (!(isConnectionLost(error) || isRetryAsked(error))) throw explain(error)
    if (isConnectionLost(error)) await delay(PAUSE_MS)
  }
  try {
    return await call()
  } catch (error) {
    throw explain(error)
  }
}

function explain(error: unknown): unknown {
  if (isTimeout(error) && waitedForKey(error)) {
    return new DomainError('IDEMPOTENCY_IN_PROGRESS', { retryAfterSeconds: 1 })
  }
  const isAway = [isConnectionLost, isRetryAsked, isTimeout, isOutOfRoom].some((is) => is(error))
  return isAway ? new DomainError('SERVICE_UNAVAILABLE') : error
}

// PostgreSQL names the table in the context of the error.
function waitedForKey(error: unknown): boolean {
  return error instanceof Error && 'where' in error && /idempotency_keys/.test(String(error.where))
}
