import type { Database } from '../../db/client.ts'
import type { Log } from '../../logger.ts'
import { noteEnd, takeTurn } from './scheduled-jobs.repository.ts'

export type Job = {
  name: string
  everySeconds: number
  /** Answers what it did, for the log. To be safe when two processes run it at once. */
  run(): Promise<Record<string, unknown>>
}

/** Runs each job whose time has come, one after the other. A failure is logged, and the next one runs. */
export async function runDueJobs(
  { database: { sql }, log }: { database: Pick<Database, 'sql'>; log: Log },
  jobs: readonly Job[],
): Promise<void> {
  for (const { name, everySeconds, run } of jobs) {
    try {
      if (!(await takeTurn(sql, name, everySeconds))) continue
      const failure = await run().then(
        (done) => {
          log.info({ job: name, done }, 'a scheduled job is done')
          return null
        },
        (error: unknown) => {
          log.error({ job: name, error }, 'a scheduled job failed and will run again')
          return String(error).slice(0, 500)
        },
      )
      await noteEnd(sql, name, failure)
    } catch (error) {
      log.error({ job: name, error }, 'the schedule could not be read')
    }
  }
}
