import type postgres from 'postgres'
import { isRetryAsked } from './database-errors.ts'
import type { Migration } from './list-migrations.ts'
import { MigrationError } from './migration-error.ts'
import { listApplied, noteApplied } from './migrations-table.ts'

/**
 * Applies what is missing of those migrations that build indexes while others write, statement by
 * statement; answers their tags. One that was cut short is applied again from its first statement.
 *
 * @param sql one connection, of which nobody waits for a transaction
 * @throws MigrationError naming the migration that failed
 */
export async function applyConcurrently(
  sql: postgres.Sql,
  migrations: readonly Migration[],
  onProgress: (line: string) => void,
): Promise<string[]> {
  const concurrent = migrations.filter(({ inTransaction }) => !inTransaction)
  if (concurrent.length === 0) return []
  const applied = new Set((await listApplied(sql)).map(({ createdAt }) => createdAt))
  const missing = concurrent.filter(({ createdAt }) => !applied.has(createdAt))
  for (const migration of missing) {
    onProgress(`${migration.tag} builds indexes, and waits for whatever is under way before it`)
    await buildIndexes(sql, migration).catch((error: unknown) => {
      // A server of an older release that waits for its turn is in the way, and it for that server.
      if (!isRetryAsked(error)) throw error
      return buildIndexes(sql, migration)
    })
    await noteApplied(sql, migration)
  }
  return missing.map(({ tag }) => tag)
}

async function buildIndexes(sql: postgres.Sql, { tag, statements }: Migration): Promise<void> {
  // Nobody waits behind it, and given up it leaves an index that is no use. Yet a transaction that
  // somebody forgot must not keep a server from starting without a word.
  await sql`set lock_timeout = '10min'`
  try {
    for (const statement of statements) await sql.unsafe(statement)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new MigrationError(`the migration ${tag} failed, and must be applied again: ${reason}`, {
      cause,
    })
  }
}
