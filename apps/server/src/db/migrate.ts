import type postgres from 'postgres'
import { applyConcurrently } from './apply-concurrently.ts'
import { applyMigration } from './apply-migration.ts'
import { listMigrations, type Migration } from './list-migrations.ts'
import { withMigrationLock } from './migration-lock.ts'
import { listMissing } from './migrations-table.ts'
import { createUntilTablesAreFree } from './until-tables-are-free.ts'

type MigrateOptions = {
  /** Is told of what is waited for, of each migration, and of indexes. */
  onProgress?: (line: string) => void
  /** Breaks off what is under way. What was applied before stays, and the next one goes on from there. */
  signal?: AbortSignal
}

/**
 * Brings the database to this release and makes the bookings partitions of the coming months.
 * Several servers may start at once: they take turns, and only the first finds something to do. Those
 * that serve meanwhile go on: it asks for tables in short turns, and lets go of them after each
 * migration. Those that build indexes come last.
 *
 * @returns the tags of the migrations that were applied, in the order of their numbers
 * @throws MigrationError when one of them fails, or a table stays in use. Those before it stay applied.
 *   The signal's reason when it was broken off.
 */
export function migrate(
  url: string,
  migrations: readonly Migration[] = listMigrations(),
  { onProgress = () => {}, signal = new AbortController().signal }: MigrateOptions = {},
): Promise<string[]> {
  const work = async (sql: postgres.Sql) => {
    const untilTablesAreFree = createUntilTablesAreFree({ onProgress, signal })
    const missing = await listMissing(sql, migrations)
    const transactions = missing.filter(({ inTransaction }) => inTransaction)
    for (const [index, migration] of transactions.entries()) {
      onProgress(`migration ${index + 1} of ${transactions.length}: ${migration.tag}`)
      await untilTablesAreFree(() => sql.begin((tx) => applyMigration(tx, migration)))
    }
    await untilTablesAreFree(
      () => sql`
      select ensure_booking_partitions(now() - interval '1 month', now() + interval '18 months')`,
    )
    for (const migration of missing.filter(({ inTransaction }) => !inTransaction)) {
      onProgress(`${migration.tag} builds indexes, and waits for whatever is under way before it`)
      await applyConcurrently(sql, migration)
    }
    return missing.map(({ tag }) => tag)
  }
  return withMigrationLock(url, work, { onProgress, signal })
}
