import type postgres from 'postgres'
import type { Migration } from './list-migrations.ts'
import { MigrationError } from './migration-error.ts'
import { createMigrationsTable, noteApplied } from './migrations-table.ts'

/**
 * Applies a migration and notes it, in a transaction: then it is there as a whole, or not at all.
 *
 * @throws MigrationError naming the migration
 */
export async function applyMigration(
  sql: postgres.TransactionSql,
  migration: Migration,
): Promise<void> {
  await createMigrationsTable(sql)
  try {
    for (const statement of migration.statements) await sql.unsafe(statement)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new MigrationError(
      `the migration ${migration.tag} failed, and nothing of it was kept: ${reason}`,
      { cause },
    )
  }
  await noteApplied(sql, migration)
}
