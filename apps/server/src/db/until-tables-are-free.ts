import { setTimeout as delay } from 'node:timers/promises'
import { isLockRefused, isRetryAsked } from './database-errors.ts'
import { MigrationError } from './migration-error.ts'

type Patience = {
  /** Is told that a table is in use, at first and then every half a minute. */
  onProgress: (line: string) => void
  /** In which those who waited behind the change get their turn. */
  pauseMs?: number
  limitMs?: number
}

const ATTEMPTS_BETWEEN_LINES = 10

/**
 * Repeats a change of tables that gave up waiting for one, as a backup keeps it for minutes: who would
 * wait for it without end would keep everybody else waiting too.
 *
 * @param change writes nothing unless all of it succeeds, and has a lock timeout
 * @throws MigrationError when a table stays in use past the limit
 */
export async function untilTablesAreFree<Result>(
  change: () => Promise<Result>,
  { onProgress, pauseMs = 2_000, limitMs = 600_000 }: Patience,
): Promise<Result> {
  const giveUpAt = performance.now() + limitMs
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await change()
    } catch (error) {
      if (!isInUse(error)) throw error
      if (performance.now() > giveUpAt) throw explain(error, limitMs)
      if (attempt % ATTEMPTS_BETWEEN_LINES === 0) onProgress(describe(limitMs))
    }
    await delay(pauseMs)
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
