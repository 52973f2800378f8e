import type postgres from 'postgres'
import { listMigrations } from './list-migrations.ts'
import { readMigrationStatus } from './migration-status.ts'

/**
 * Makes a check whether a database has every migration of this release. One that has more is of a newer
 * release, which older servers work with until they are replaced.
 *
 * @returns a function that throws an Error in a few words
 */
export function createMigrationCheck(sql: postgres.ISql): () => Promise<void> {
  const migrations = listMigrations()
  return async () => {
    const status = await readMigrationStatus(sql, migrations)
    const missing = status.filter(({ state }) => state === 'pending').length
    if (missing > 0) throw new Error(`${missing} of the migrations of this release are missing`)
  }
}
