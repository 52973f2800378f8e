import { migrate } from '../../db/migrate.ts'
import { type OutputOptions, printResult } from '../print-result.ts'
import { withDatabaseUrl } from '../with-database.ts'

/** Applies what is missing. */
export async function migrateDatabase(options: OutputOptions): Promise<number> {
  const applied = await withDatabaseUrl((url) => migrate(url), { create: true })
  const lines = applied.map((tag) => `applied ${tag}`)
  printResult(options, { applied }, lines.length > 0 ? lines : ['nothing to apply'])
  return 0
}
