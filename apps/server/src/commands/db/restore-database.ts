import { type Manifest, readManifest } from '../../db/backup/manifest.ts'
import { restoreBackup } from '../../db/backup/restore-backup.ts'
import { connectForMaintenance } from '../../db/maintenance-client.ts'
import { verifyBookings } from '../../db/verify-bookings.ts'
import { type OutputOptions, printProgress, printResult } from '../print-result.ts'
import { withDatabaseUrl } from '../with-database.ts'
import { withProgress } from '../with-progress.ts'

type Options = OutputOptions & { dryRun: boolean }

/** Fills an empty database from a backup and holds it against every rule. */
export async function restoreDatabase(directory: string, options: Options): Promise<number> {
  if (options.dryRun) {
    const manifest = await readManifest(directory)
    printResult(options, summarize(manifest), [`${describe(manifest)} could be restored`])
    return 0
  }
  const { manifest, broken } = await withDatabaseUrl(
    async (url) => ({
      manifest: await restoreBackup(url, directory, printProgress),
      broken: await listBroken(url),
    }),
    { create: true },
  )
  printResult(options, { ...summarize(manifest), broken }, [
    `${describe(manifest)} restored`,
    ...(broken.length === 0 ? ['every rule holds'] : broken.map((rule) => `not so: ${rule}`)),
  ])
  return broken.length === 0 ? 0 : 1
}

async function listBroken(url: string): Promise<string[]> {
  const sql = connectForMaintenance(url)
  try {
    const verdicts = await withProgress((tell) => verifyBookings(sql, { onProgress: tell }))
    return verdicts.filter(({ outcome }) => outcome !== 'holds').map(({ rule }) => rule)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

function summarize({ createdAt, tables }: Manifest) {
  return { createdAt, tables: tables.map(({ name, rows }) => ({ name, rows })) }
}

function describe({ createdAt, tables }: Manifest): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  return `${rows} rows of ${tables.length} tables, as of ${createdAt},`
}
