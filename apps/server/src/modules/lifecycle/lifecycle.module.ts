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
  /** Begins nothing more, and resolves when what runs is done. */
  stop(): Promise<void>
}

const HOUR = 3_600
const LOOK_MS = 60_000

/** What the server does by itself, at its times: whichever instance asks first does it. */
export function createLifecycleModule(deps: {
  database: Pick<Database, 'sql'>
  log: Log
}): LifecycleModule {
  const jobs: Job[] = [
    {
      name: 'create-partitions',
      everySeconds: 12 * HOUR,
      run: async () => ({ made: await createPartitions(deps.database.sql) }),
    },
    {
      name: 'repair-scheduled-messages',
      everySeconds: 6 * HOUR,
      run: async () => ({ repaired: await repairScheduledMessages(deps.database) }),
    },
    { name: 'clean-expired', everySeconds: HOUR, run: () => cleanExpired(deps) },
    {
      name: 'archive-bookings',
      everySeconds: 24 * HOUR,
      run: async () => ({ months: await archiveBookings(deps) }),
    },
  ]
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  const look = () => {
    running = running.then(() => runDueJobs(deps, jobs))
    return running
  }
  return {
    runDueJobs: look,
    start: () => {
      look()
      timer ??= setInterval(look, LOOK_MS).unref()
    },
    stop: () => {
      clearInterval(timer)
      return running
    },
  }
}
