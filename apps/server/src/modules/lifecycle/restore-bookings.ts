import type { Database } from '../../db/client.ts'
import {
  findHostAndDay,
  listArchivedOf,
  noteRestoration,
  restoreMonth,
} from './archive.repository.ts'
import { waitForTurn } from './wait-for-turn.ts'

type RestoreOptions = {
  username: string
  /** YYYY-MM-DD, in the host's time zone: bookings that start then or later. */
  fromDate: string
  dryRun?: boolean
  onProgress?: (line: string) => void
}

export type RestoredMonth = { month: string; bookings: number }

/**
 * Brings a host's bookings back from the archive, where they stay for 90 days at least.
 * @returns null when there is no such host
 */
export async function restoreBookings(
  { database: { sql } }: { database: Pick<Database, 'sql'> },
  { username, fromDate, dryRun = false, onProgress = () => {} }: RestoreOptions,
): Promise<RestoredMonth[] | null> {
  const found = await findHostAndDay(sql, username, fromDate)
  if (found === undefined) return null
  const months = await listArchivedOf(sql, found.hostId, found.fromTime)
  if (!dryRun && months.length > 0) await noteRestoration(sql, found.hostId, found.fromTime)
  const { signal } = new AbortController()
  const restored: RestoredMonth[] = []
  for (const month of months) {
    const bookings = dryRun
      ? month.bookings
      : await waitForTurn(() => restoreMonth(sql, month, found), signal)
    restored.push({ month: month.startTime.slice(0, 'YYYY-MM'.length), bookings })
    onProgress(`${restored.length} of ${months.length}: ${bookings} bookings`)
  }
  return restored
}
