import type { Database } from '../../db/client.ts'
import {
  countBookings,
  dropMonth,
  isInArchive,
  isRestored,
  listMonths,
  type Month,
  movePartition,
  moveRows,
  partitionOldBookings,
} from './archive.repository.ts'
import { waitForTurn } from './wait-for-turn.ts'

type ArchiveOptions = {
  /** Months that ended at least so many days ago. */
  olderThanDays?: number
  /** Says what would be done, and does nothing. */
  dryRun?: boolean
  onProgress?: (line: string) => void
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
 */
export async function archiveBookings(
  { database: { sql } }: { database: Pick<Database, 'sql'> },
  { olderThanDays = 90, dryRun = false, onProgress = () => {} }: ArchiveOptions = {},
): Promise<MonthReport[]> {
  if (!dryRun) await waitForTurn(() => partitionOldBookings(sql, olderThanDays))
  const old = await listMonths(sql, 'archive', KEPT_DAYS)
  const ripe = await listMonths(sql, 'public', olderThanDays)
  const total = old.length + ripe.length
  const reports: MonthReport[] = []
  const note = (report: MonthReport) => {
    reports.push(report)
    onProgress(
      `${reports.length} of ${total}: ${report.month} ${report.outcome}, ${report.bookings} bookings`,
    )
  }
  for (const month of old) note(await dropOne(sql, month, dryRun))
  for (const month of ripe) note(await archiveOne(sql, month, dryRun))
  return reports
}

async function dropOne(sql: Database['sql'], month: Month, dryRun: boolean): Promise<MonthReport> {
  const bookings = dryRun
    ? await countBookings(sql, 'archive', month)
    : await waitForTurn(() => dropMonth(sql, month))
  return { month: nameOf(month), bookings, outcome: 'dropped' }
}

async function archiveOne(
  sql: Database['sql'],
  month: Month,
  dryRun: boolean,
): Promise<MonthReport> {
  const report = { month: nameOf(month), bookings: await countBookings(sql, 'public', month) }
  if (await isRestored(sql, month)) return { ...report, outcome: 'kept' }
  if (!dryRun) {
    const move = (await isInArchive(sql, month)) ? moveRows : movePartition
    await waitForTurn(() => move(sql, month))
  }
  return { ...report, outcome: 'archived' }
}

function nameOf({ startTime }: Month): string {
  return startTime.slice(0, 'YYYY-MM'.length)
}
