import type postgres from 'postgres'
import { isRetryAsked } from './database-errors.ts'
import type { Migration } from './list-migrations.ts'
import { MigrationError } from './migration-error.ts'
import { noteApplied } from './migrations-table.ts'

/**
 * Applies a migration that builds indexes while others write, statement by statement, and notes it.
 * One that was cut short is applied again from its first statement.
 *
 * @param sql one connection, of which nobody waits for a transaction
 * @throws MigrationError naming the migration
 */
export async function applyConcurrently(sql: postgres.Sql, migration: Migration): Promise<void> {
  await buildIndexes(sql, migration).catch((error: unknown) => {
    // A server of an older release that waits for its turn is in the way, and it for that server.
    if (!isRetryAsked(error)) throw error
    return buildIndexes(sql, migration)
  })
  await noteApplied(sql, migration)
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
