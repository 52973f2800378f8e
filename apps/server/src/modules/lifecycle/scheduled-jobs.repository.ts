import type { Database } from '../../db/client.ts'

type Sql = Database['sql']

/**
 * Whether this process shall run the job now: answers true to one caller in `everySeconds`, by the
 * database's clock, whoever asks. A process that dies over it leaves the job to the next turn.
 */
export async function takeTurn(sql: Sql, name: string, everySeconds: number): Promise<boolean> {
  const turns = await sql`
    insert into scheduled_jobs as job (name, started_at) values (${name}, now())
    on conflict (name) do update set started_at = now()
    where job.started_at <= now() - make_interval(secs => ${everySeconds})
    returning name`
  return turns.length > 0
}

const RETRY_SECONDS = 3_600

/** Notes how a run ended; null when it went well. One that failed is due again in an hour. */
export async function noteEnd(
  sql: Sql,
  { name, everySeconds }: { name: string; everySeconds: number },
  failure: string | null,
): Promise<void> {
  const secondsGone = failure === null ? 0 : Math.max(0, everySeconds - RETRY_SECONDS)
  await sql`
    update scheduled_jobs set finished_at = now(), last_error = ${failure},
      started_at = started_at - make_interval(secs => ${secondsGone})
    where name = ${name}`
}
