import type postgres from 'postgres'
import type { Migration } from './list-migrations.ts'
import { MigrationError } from './migration-error.ts'
import { createMigrationsTable, listApplied, noteApplied } from './migrations-table.ts'

/**
 * Applies, in order, what of the given migrations was not applied yet; answers their tags.
 * To be called in a transaction: then all of them are applied, or none. Those that cannot run in one
 * are left out (apply-concurrently.ts).
 *
 * A migration counts as missing by itself, whatever is applied already: drizzle's own migrator looks
 * at the newest one alone, and leaves out for ever what comes from a branch that was merged later.
 *
 * @throws MigrationError naming the migration that failed.
 */
export async function applyMigrations(
  sql: postgres.TransactionSql,
  migrations: readonly Migration[],
  onProgress: (line: string) => void = () => {},
): Promise<string[]> {
  await createMigrationsTable(sql)
  const applied = new Set((await listApplied(sql)).map(({ createdAt }) => createdAt))
  const missing = migrations.filter(
    ({ createdAt, inTransaction }) => inTransaction && !applied.has(createdAt),
  )
  for (const [index, migration] of missing.entries()) {
    onProgress(`migration ${index + 1} of ${missing.length}: ${migration.tag}`)
    await applyMigration(sql, migration)
    await noteApplied(sql, migration)
  }
  return missing.map(({ tag }) => tag)
}

async function applyMigration(
  sql: postgres.TransactionSql,
  { tag, statements }: Migration,
): Promise<void> {
  try {
    for (const statement of statements) await sql.unsafe(statement)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new MigrationError(`the migration ${tag} failed, and nothing was changed: ${reason}`, {
      cause,
    })
  }
}
