import { readMigrationStatus } from '../../db/migration-status.ts'
import { type OutputOptions, printResult } from '../print-result.ts'
import { withDatabase } from '../with-database.ts'

/** Which migrations are applied and which wait. */
export async function showMigrations(options: OutputOptions): Promise<number> {
  const migrations = await withDatabase((sql) => readMigrationStatus(sql))
  const lines = migrations.map(({ state, tag }) => `${state.padEnd(8)} ${tag}`)
  printResult(options, { migrations }, lines)
  return 0
}
