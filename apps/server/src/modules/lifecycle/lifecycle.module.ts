import type { Database } from '../../db/client.ts'
import type { Log } from '../../logger.ts'
import { repairScheduledMessages } from '../workflows/workflows.module.ts'
import { archiveBookings } from './archive-bookings.ts'
import { cleanExpired } from './clean-expired.ts'
import { createPartitions } from './partitions.repository.ts'
import { type Job, runDueJobs } from './run-due-jobs.ts'

export { archiveBookings, type MonthReport } from './archive-bookings.ts'
export { type RestoredMonth, restoreBookings } from './restore-bookings.ts'

export type LifecycleModule = {
  /** Runs what is due now. */
  runDueJobs(): Promise<void>
  /** From now on, looks every minute whether something is due. */
  start(): void
  /** Begins nothing more, and resolves when what runs has ended: soon, and maybe before it is done. */
  stop(): Promise<void>
}

const HOUR = 3_600
const LOOK_MS = 60_000

/** What the server does by itself, at its times: whichever instance asks first does it. */
export function createLifecycleModule(deps: {
  database: Pick<Database, 'sql' | 'openMaintenance'>
  log: Log
}): LifecycleModule {
  const jobs: Job[] = [
    {
      name: 'create-partitions',
      everySeconds: 12 * HOUR,
      run: async (sql, signal) => ({ made: await createPartitions(sql, signal) }),
    },
    {
      name: 'repair-scheduled-messages',
      everySeconds: 6 * HOUR,
      run: async (sql) => ({ repaired: await repairScheduledMessages({ sql }) }),
    },
    {
      name: 'clean-expired',
      everySeconds: HOUR,
      run: (sql, signal) => cleanExpired({ database: { sql } }, { signal }),
    },
    {
      name: 'archive-bookings',
      everySeconds: 24 * HOUR,
      run: async (sql, signal) => ({
        months: await archiveBookings({ database: { sql } }, { signal }),
      }),
    },
  ]
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  const look = () => {
    running = running.then(() => runDueJobs(deps, jobs, stopping.signal))
    return running
  }
  return {
    runDueJobs: look,
    start: () => {
      look()
      timer ??= setInterval(look, LOOK_MS).unref()
    },
    stop: () => {
      stopping.abort()
      clearInterval(timer)
      return running
    },
  }
}
