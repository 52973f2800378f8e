import type { Database } from '../../../db/client.ts'
import { unknownPosition } from './host-generations.ts'

/**
 * A position of the log that everything committed until now lies before, in twenty digits. Nobody asks for
 * it where there is no replica, neither here nor in another instance.
 */
export async function readWalPosition(
  { sql }: Pick<Database, 'sql'>,
  hasReplica: boolean,
): Promise<string> {
  if (!hasReplica) return unknownPosition
  // Not what is written: a commit that is acknowledged early may be in memory only.
  const [row] = await sql<{ position: string }[]>`
    select lpad((pg_current_wal_insert_lsn() - '0/0')::text, 20, '0') as position`
  return row?.position ?? unknownPosition
}
