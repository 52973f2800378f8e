import { setTimeout as delay } from 'node:timers/promises'
import postgres from 'postgres'
import { probePostgres } from './probe-postgres.ts'

// Any number, as long as every release uses the same one.
const lockKey = 7_362_033
const POLL_MS = 250
const TELL_AFTER_MS = 3_000

/**
 * Runs work that changes the schema on one connection, while nobody else's does: servers that start
 * at once take turns. Its statements fail rather than wait long for a table.
 *
 * @param onProgress is told when somebody else's turn takes long
 */
export async function withMigrationLock<Result>(
  url: string,
  work: (sql: postgres.Sql) => Promise<Result>,
  onProgress: (line: string) => void = () => {},
): Promise<Result> {
  await probePostgres(url)
  // One connection, so that the lock and the work are of the same session.
  const sql = postgres(url, {
    max: 1,
    onnotice: () => {},
    connect_timeout: 10,
    // The driver would open another one after half an hour, which has no lock.
    max_lifetime: null,
    connection: {
      application_name: 'rendez-migrate',
      TimeZone: 'UTC',
      // An index of a large table takes its time.
      statement_timeout: 0,
      // Shorter than those can wait who come later and stand behind it (client.ts), and longer than
      // PostgreSQL takes to break off a vacuum of its own that is in the way (a second).
      lock_timeout: 1500,
    },
  })
  try {
    // PostgreSQL ends the work of a process that was killed, and with it the lock; not on every platform.
    await sql`select set_config('client_connection_check_interval', '5s', false)`.catch(() => {})
    await waitForTurn(sql, onProgress)
    return await work(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

// It asks again and again: a statement that waits would be waited for by whoever builds an index
// concurrently under this lock, and PostgreSQL would end one of the two.
async function waitForTurn(sql: postgres.Sql, onProgress: (line: string) => void): Promise<void> {
  const tellAt = performance.now() + TELL_AFTER_MS
  for (let isTold = false; !(await tryLock(sql)); await delay(POLL_MS)) {
    if (isTold || performance.now() < tellAt) continue
    onProgress('another server or command migrates this database: waiting until it is done')
    isTold = true
  }
}

async function tryLock(sql: postgres.Sql): Promise<boolean> {
  const [row] = await sql`select pg_try_advisory_lock(${lockKey}) as held`
  return row?.held === true
}
