import type { Database } from '../../db/client.ts'
import type { Log } from '../../logger.ts'
import { noteEnd, takeTurn } from './scheduled-jobs.repository.ts'
import { withMaintenance } from './with-maintenance.ts'

export type Job = {
  name: string
  everySeconds: number
  /**
   * Answers what it did, for the log. To be safe when two processes run it at once, and to end, done or
   * not, soon after the signal.
   */
  run(sql: Database['sql'], signal: AbortSignal): Promise<Record<string, unknown>>
}

type Deps = { database: Pick<Database, 'sql' | 'openMaintenance'>; log: Log }

/**
 * Runs each job whose time has come, one after the other, until the signal. A failure is logged, and
 * the next one runs.
 */
export async function runDueJobs(
  deps: Deps,
  jobs: readonly Job[],
  signal: AbortSignal,
): Promise<void> {
  for (const job of jobs) {
    if (signal.aborted) return
    try {
      if (!(await takeTurn(deps.database.sql, job.name, job.everySeconds))) continue
      await noteEnd(deps.database.sql, job, await runJob(deps, job, signal))
    } catch (error) {
      deps.log.error({ job: job.name, error }, 'the schedule could not be read')
    }
  }
}

/** Answers why it failed, in short; null when it went well. */
async function runJob(
  { database, log }: Deps,
  { name, run }: Job,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const done = await withMaintenance(database, (sql) => run(sql, signal), { signal })
    log.info({ job: name, done }, 'a scheduled job is done')
    return null
  } catch (error) {
    if (signal.aborted) log.info({ job: name }, 'a scheduled job was stopped and will run again')
    else log.error({ job: name, error }, 'a scheduled job failed and will run again')
    return String(error).slice(0, 500)
  }
}
