import { applyMigrations } from './apply-migrations.ts'
import { listMigrations, type Migration } from './list-migrations.ts'
import { withMigrationLock } from './migration-lock.ts'

/**
 * Brings the database to this release and makes the bookings partitions of the coming months.
 * Several servers may start at once: they take turns, and only the first finds something to do.
 *
 * @param onProgress is told of the wait for whoever migrates, of each migration and of the partitions
 * @returns the tags of the migrations that were applied
 * @throws MigrationError when one of them fails; then none was applied.
 */
export function migrate(
  url: string,
  migrations: readonly Migration[] = listMigrations(),
  onProgress: (line: string) => void = () => {},
): Promise<string[]> {
  onProgress('waiting until nobody else migrates')
  return withMigrationLock(url, async (sql) => {
    const applied = await sql.begin((transaction) =>
      applyMigrations(transaction, migrations, onProgress),
    )
    onProgress('the partitions of the coming months')
    await sql`select ensure_booking_partitions(now() - interval '1 month', now() + interval '18 months')`
    return applied
  })
}
