import type { Database } from '../../db/client.ts'
import { hashHoldToken } from './hold-token.ts'
import { findHoldId } from './holds.repository.ts'

/** The id of a guest's hold by its token; null when there is none: over, or of nobody. */
export async function findOwnHold(
  database: Pick<Database, 'sql'>,
  holdToken: string | undefined,
): Promise<string | null> {
  return holdToken === undefined ? null : await findHoldId(database, hashHoldToken(holdToken))
}
