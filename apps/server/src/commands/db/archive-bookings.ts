import { archiveBookings as archive } from '../../modules/lifecycle/lifecycle.module.ts'
import { type OutputOptions, printProgress, printResult } from '../print-result.ts'
import { withDatabase } from '../with-database.ts'

type Options = OutputOptions & { olderThan: number; dryRun: boolean }

/** Moves months that are long over to the archive, and drops what it kept for two years. */
export async function archiveBookings(options: Options): Promise<number> {
  const { olderThan: olderThanDays, dryRun } = options
  const months = await withDatabase((sql) =>
    archive({ database: { sql } }, { olderThanDays, dryRun, onProgress: printProgress }),
  )
  const lines = months.map(
    ({ month, bookings, outcome }) =>
      `${dryRun ? 'would be ' : ''}${outcome}: ${month}, ${bookings} bookings`,
  )
  printResult(options, { dryRun, months }, lines.length > 0 ? lines : ['nothing to archive'])
  return 0
}
