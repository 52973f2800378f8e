import postgres from 'postgres'

type Session = { pid: number; name: string }

// Together shorter than the few seconds in which PostgreSQL finds out by itself that nobody is there.
const CONNECT_SECONDS = 2
const END_MS = 2_000

/**
 * Ends a session of PostgreSQL with what it is doing, and waits until it is gone and its locks with it.
 * A query that is cancelled would not do: what comes between two queries finds none to cancel.
 * Does nothing when that is not possible; whoever hangs up is noticed, only later.
 *
 * @param pid of the session, by the name that it gave itself: numbers are used again
 */
export async function endSession(url: string, { pid, name }: Session): Promise<void> {
  const sql = postgres(url, {
    max: 1,
    onnotice: () => {},
    connect_timeout: CONNECT_SECONDS,
    query_timeout: (2 * END_MS) / 1000,
  })
  try {
    await sql`
      select pg_terminate_backend(pid, ${END_MS}) from pg_stat_activity
      where pid = ${pid} and application_name = ${name}`
  } catch {
    // As said above.
  } finally {
    await sql.end({ timeout: 1 })
  }
}
