import { listMigrations } from '../../db/list-migrations.ts'
import { migrate } from '../../db/migrate.ts'
import { type OutputOptions, printResult } from '../print-result.ts'
import { withDatabaseUrl } from '../with-database.ts'
import { withProgress } from '../with-progress.ts'
import { heedSignals } from './heed-signals.ts'

/** Applies what is missing. */
export async function migrateDatabase(options: OutputOptions): Promise<number> {
  const applied = await withProgress((tell) =>
    withDatabaseUrl(
      (url) =>
        heedSignals((signal) => migrate(url, listMigrations(), { onProgress: tell, signal })),
      { create: true },
    ),
  )
  const lines = applied.map((tag) => `applied ${tag}`)
  printResult(options, { applied }, lines.length > 0 ? lines : ['nothing to apply'])
  return 0
}
