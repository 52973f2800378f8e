import type { Database } from '../../db/client.ts'
import { isLockRefused } from '../../db/database-errors.ts'
import {
  countBookings,
  dropMonth,
  isInArchive,
  isRestored,
  listMonths,
  type Month,
  partitionOldBookings,
} from './archive.repository.ts'
import { doEachAnyway } from './do-each-anyway.ts'
import { movePartition, moveRows } from './month-moves.repository.ts'

type ArchiveOptions = {
  /** Months that ended at least so many days ago. */
  olderThanDays?: number
  /** Says what would be done, and does nothing. */
  dryRun?: boolean
  onProgress?: (line: string) => void
  /** Begins nothing more from then on. */
  signal?: AbortSignal
}

export type MonthReport = {
  /** Such as `2026-03`. */
  month: string
  bookings: number
  /** `kept`: brought back from the archive within the last 90 days. `dropped`: kept for 2 years. */
  outcome: 'archived' | 'kept' | 'dropped'
}

const KEPT_DAYS = 731

/**
 * Moves the bookings of whole months that are long over to the archive, and drops from it what was
 * kept for two years. Safe beside those who book; a month is moved as a whole or not at all.
 *
 * @throws what kept a month from being moved, once the others are done; an AbortError on the signal
 */
export async function archiveBookings(
  { database: { sql } }: { database: Pick<Database, 'sql'> },
  options: ArchiveOptions = {},
): Promise<MonthReport[]> {
  const { olderThanDays = 90, dryRun = false, onProgress = () => {} } = options
  const { signal = new AbortController().signal } = options
  if (!dryRun) await partitionOldBookings(sql, olderThanDays, signal)
  const old = await listMonths(sql, 'archive', KEPT_DAYS)
  const ripe = await listMonths(sql, 'public', olderThanDays)
  const steps = [
    ...ripe.map((month) => () => archiveOne(sql, month, { dryRun, signal })),
    ...old.map((month) => () => dropOne(sql, month, { dryRun, signal })),
  ]
  const reports: MonthReport[] = []
  const take = async (step: () => Promise<MonthReport>) => {
    const report = await step()
    reports.push(report)
    onProgress(
      `${reports.length} of ${steps.length}: ${report.month} ${report.outcome}, ${report.bookings} bookings`,
    )
  }
  // Whoever keeps a lock from one month, as a backup does, mostly keeps it from the next one too.
  await doEachAnyway(steps, take, { signal, isInVain: isLockRefused })
  return reports
}

type StepOptions = Required<Pick<ArchiveOptions, 'dryRun' | 'signal'>>

async function dropOne(
  sql: Database['sql'],
  month: Month,
  { dryRun, signal }: StepOptions,
): Promise<MonthReport> {
  const bookings = dryRun
    ? await countBookings(sql, 'archive', month)
    : await dropMonth(sql, month, signal)
  return { month: nameOf(month), bookings, outcome: 'dropped' }
}

async function archiveOne(
  sql: Database['sql'],
  month: Month,
  { dryRun, signal }: StepOptions,
): Promise<MonthReport> {
  const report = { month: nameOf(month), bookings: await countBookings(sql, 'public', month) }
  if (await isRestored(sql, month)) return { ...report, outcome: 'kept' }
  if (!dryRun) {
    const move = (await isInArchive(sql, month)) ? moveRows : movePartition
    await move(sql, month, signal)
  }
  return { ...report, outcome: 'archived' }
}

function nameOf({ startTime }: Month): string {
  return startTime.slice(0, 'YYYY-MM'.length)
}
