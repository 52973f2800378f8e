import { restoreBookings as restore } from '../../modules/lifecycle/lifecycle.module.ts'
import { CommandError } from '../command-error.ts'
import { type OutputOptions, printProgress, printResult } from '../print-result.ts'
import { withDatabase } from '../with-database.ts'

type Options = OutputOptions & { host: string; from: string; dryRun: boolean }

/** Brings a host's bookings back from the archive. */
export async function restoreBookings(options: Options): Promise<number> {
  const { host: username, from: fromDate, dryRun } = options
  const months = await withDatabase((sql) =>
    restore({ database: { sql } }, { username, fromDate, dryRun, onProgress: printProgress }),
  )
  if (months === null) throw new CommandError(`there is no host with the username ${username}`)
  const verb = dryRun ? 'would bring back' : 'brought back'
  const lines = months.map(({ month, bookings }) => `${verb} ${month}, ${bookings} bookings`)
  const none = ['the archive has no bookings of this host from that date on']
  printResult(options, { dryRun, months }, lines.length > 0 ? lines : none)
  return 0
}
