import type { Database } from '../../db/client.ts'
import { doEachAnyway } from './do-each-anyway.ts'
import { deleteExpired, expiredTables } from './expired-rows.repository.ts'

/**
 * Deletes what has no use any more; answers how many rows of which table.
 * @throws what failed of it, once all other tables are done
 */
export async function cleanExpired(
  { database: { sql } }: { database: Pick<Database, 'sql'> },
  { signal = new AbortController().signal }: { signal?: AbortSignal } = {},
): Promise<Record<string, number>> {
  const deleted: Record<string, number> = {}
  const clean = async (table: (typeof expiredTables)[number]) => {
    deleted[table] = await deleteExpired(sql, table, signal)
  }
  await doEachAnyway(expiredTables, clean, { signal })
  return deleted
}
