import type { Database } from '../../db/client.ts'

/**
 * Does long work on a connection that is open for as long. Told to stop, it begins nothing more on it;
 * a statement or a transaction that runs has `graceSeconds` to end, and is given up then.
 */
export async function withMaintenance<Result>(
  { openMaintenance }: Pick<Database, 'openMaintenance'>,
  work: (sql: Database['sql']) => Promise<Result>,
  { signal, graceSeconds = 10 }: { signal: AbortSignal; graceSeconds?: number },
): Promise<Result> {
  signal.throwIfAborted()
  const sql = openMaintenance()
  const end = () => sql.end({ timeout: graceSeconds })
  const stop = () => void end()
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await work(sql)
  } finally {
    signal.removeEventListener('abort', stop)
    await end()
  }
}
