import { listMigrations } from '../../db/list-migrations.ts'
import { readMigrationStatus } from '../../db/migration-status.ts'
import { type Verdict, verifyBookings as verify } from '../../db/verify-bookings.ts'
import { CommandError } from '../command-error.ts'
import { type OutputOptions, printResult } from '../print-result.ts'
import { withDatabase } from '../with-database.ts'
import { type TellProgress, withProgress } from '../with-progress.ts'

type Options = OutputOptions & { timeout: number; grace: number }

/** Holds the database against every rule; the exit code is 1 when one is broken or unknown. */
export async function verifyBookings(options: Options): Promise<number> {
  const verdicts = await withProgress((tell) => judge(options, tell))
  const clean = verdicts.every(({ outcome }) => outcome === 'holds')
  printResult(options, { clean, verdicts }, [
    ...verdicts.map(describe),
    clean ? 'every rule holds' : 'something is wrong',
  ])
  return clean ? 0 : 1
}

function judge({ timeout, grace }: Options, tell: TellProgress): Promise<Verdict[]> {
  return withDatabase(async (sql) => {
    const migrations = await readMigrationStatus(sql, listMigrations())
    if (migrations.some(({ state }) => state === 'pending')) {
      throw new CommandError('the database is older than this release: migrate it first')
    }
    return await verify(sql, { timeoutSeconds: timeout, graceSeconds: grace, onProgress: tell })
  })
}

function describe({ rule, outcome, ids, more }: Verdict): string {
  const words = { holds: 'holds  ', broken: 'BROKEN ', unfinished: 'UNKNOWN' }
  const list = [...ids, ...(more ? ['and others'] : [])].map((id) => `\n          ${id}`)
  return `${words[outcome]} ${rule}${list.join('')}`
}
