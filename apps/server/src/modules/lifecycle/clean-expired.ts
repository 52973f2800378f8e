import type { Database } from '../../db/client.ts'
import { deleteExpired, expiredTables } from './expired-rows.repository.ts'

/** Deletes what has no use any more; answers how many rows of which table. */
export async function cleanExpired({
  database: { sql },
}: {
  database: Pick<Database, 'sql'>
}): Promise<Record<string, number>> {
  const deleted: Record<string, number> = {}
  for (const table of expiredTables) deleted[table] = await deleteExpired(sql, table)
  return deleted
}
