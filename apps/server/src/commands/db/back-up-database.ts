import { resolve } from 'node:path'
import { writeBackup } from '../../db/backup/write-backup.ts'
import { type OutputOptions, printProgress, printResult } from '../print-result.ts'
import { withDatabase } from '../with-database.ts'

/** Writes everything in the database into a new directory. */
export async function backUpDatabase(target: string, options: OutputOptions): Promise<number> {
  const directory = resolve(target)
  const { createdAt, tables } = await withDatabase((sql) =>
    writeBackup(sql, directory, printProgress),
  )
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const counts = tables.map((table) => ({ name: table.name, rows: table.rows }))
  printResult(options, { directory, createdAt, rows, tables: counts }, [
    `${rows} rows of ${tables.length} tables, as of ${createdAt}, in ${directory}`,
    'APP_SECRET is not among them: keep it (or the file secret in DATA_DIR) in another safe place',
  ])
  return 0
}
