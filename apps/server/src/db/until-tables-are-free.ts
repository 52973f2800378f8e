import { setTimeout as delay } from 'node:timers/promises'
import { isLockRefused, isRetryAsked } from './database-errors.ts'
import { MigrationError } from './migration-error.ts'

type Patience = {
  /** Is told that a table is in use, at first and then every half a minute. */
  onProgress: (line: string) => void
  /** In which those who waited behind the change get their turn. */
  pauseMs?: number
  /** For all changes together. */
  limitMs?: number
  signal?: AbortSignal
}

const ATTEMPTS_BETWEEN_LINES = 10

/**
 * Makes a function that repeats a change of tables which gave up waiting for one, as a backup keeps it
 * for minutes: who would wait for it without end would keep everybody else waiting too. The change
 * writes nothing unless all of it succeeds, and has a lock timeout.
 *
 * @returns a function that throws MigrationError when a table stays in use past the limit
 */
export function createUntilTablesAreFree({
  onProgress,
  pauseMs = 2_000,
  limitMs = 600_000,
  signal = new AbortController().signal,
}: Patience): <Result>(change: () => Promise<Result>) => Promise<Result> {
  let waitedMs = 0
  return async (change) => {
    for (let attempt = 0; ; attempt += 1) {
      const startedAt = performance.now()
      const outcome = await tryOnce(change)
      if ('result' in outcome) return outcome.result
      if (waitedMs > limitMs) throw explain(outcome.refusal, limitMs)
      if (attempt % ATTEMPTS_BETWEEN_LINES === 0) onProgress(describe(limitMs))
      await delay(pauseMs, undefined, { signal })
      waitedMs += performance.now() - startedAt
    }
  }
}

async function tryOnce<Result>(
  change: () => Promise<Result>,
): Promise<{ result: Result } | { refusal: unknown }> {
  try {
    return { result: await change() }
  } catch (error) {
    if (!isInUse(error)) throw error
    return { refusal: error }
  }
}

function isInUse(error: unknown): boolean {
  return isLockRefused(error) || isRetryAsked(error)
}

function describe(limitMs: number): string {
  const limit = `for ${limitMs / 1000} seconds at most`
  return `a table is in use, perhaps by a backup: its change is tried again and again, ${limit}`
}

function explain(cause: unknown, limitMs: number): MigrationError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  const mend = 'end what uses the table (pg_stat_activity shows it), then try again'
  return new MigrationError(`${reason}, for ${limitMs / 1000} seconds: ${mend}`, { cause })
}
