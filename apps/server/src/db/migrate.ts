import type postgres from 'postgres'
import { applyConcurrently } from './apply-concurrently.ts'
import { applyMigrations } from './apply-migrations.ts'
import { listMigrations, type Migration } from './list-migrations.ts'
import { withMigrationLock } from './migration-lock.ts'
import { createTellOnce } from './tell-once.ts'
import { untilTablesAreFree } from './until-tables-are-free.ts'

/**
 * Brings the database to this release and makes the bookings partitions of the coming months.
 * Several servers may start at once: they take turns, and only the first finds something to do. Those
 * that serve meanwhile go on: it asks for tables in short turns.
 *
 * @param onProgress is told of what is waited for, of each migration, and of indexes
 * @returns the tags of the migrations that were applied, in the order of their numbers
 * @throws MigrationError when one of them fails, or a table stays in use. Then none was applied, apart
 *   from those that build indexes: they come last, one by one.
 */
export function migrate(
  url: string,
  migrations: readonly Migration[] = listMigrations(),
  onProgress: (line: string) => void = () => {},
): Promise<string[]> {
  const work = async (sql: postgres.Sql) => {
    const tellOnce = createTellOnce(onProgress)
    const patiently = <Result>(change: () => Promise<Result>) =>
      untilTablesAreFree(change, { onProgress })
    const applied = await patiently(() =>
      sql.begin((tx) => applyMigrations(tx, migrations, tellOnce)),
    )
    await patiently(
      () => sql`
      select ensure_booking_partitions(now() - interval '1 month', now() + interval '18 months')`,
    )
    const built = await applyConcurrently(sql, migrations, onProgress)
    const done = new Set([...applied, ...built])
    return migrations.map(({ tag }) => tag).filter((tag) => done.has(tag))
  }
  return withMigrationLock(url, work, onProgress)
}
