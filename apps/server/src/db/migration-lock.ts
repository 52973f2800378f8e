import { setTimeout as delay } from 'node:timers/promises'
import postgres from 'postgres'
import { endSession } from './end-session.ts'
import { probePostgres } from './probe-postgres.ts'

// Any number, as long as every release uses the same one.
const lockKey = 7_362_033
const POLL_MS = 250
const TELL_AFTER_MS = 3_000
const NAME = 'rendez-migrate'

type LockOptions = {
  /** Is told when somebody else's turn takes long. */
  onProgress?: (line: string) => void
  /** Ends whatever is under way, in PostgreSQL too, and gives the turn to whoever waits for it. */
  signal?: AbortSignal
}

/**
 * Runs work that changes the schema on one connection, while nobody else's does: servers that start
 * at once take turns. Its statements fail rather than wait long for a table.
 *
 * @throws whatever the work throws; the signal's reason when that ended it
 */
export async function withMigrationLock<Result>(
  url: string,
  work: (sql: postgres.Sql) => Promise<Result>,
  { onProgress = () => {}, signal = new AbortController().signal }: LockOptions = {},
): Promise<Result> {
  signal.throwIfAborted()
  const sql = connect(url)
  let pid: number | undefined
  let ending: Promise<unknown> = Promise.resolve()
  const stop = () => {
    const ended = pid === undefined ? undefined : endSession(url, { pid, name: NAME })
    ending = Promise.all([ended, sql.end({ timeout: 0 })])
  }
  signal.addEventListener('abort', stop)
  try {
    await probePostgres(url, signal)
    pid = await greet(sql)
    await waitForTurn(sql, onProgress, signal)
    return await work(sql)
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
    await ending
    await sql.end({ timeout: 5 })
  }
}

/** One connection, so that the lock and the work are of the same session. */
function connect(url: string): postgres.Sql {
  const sql: postgres.Sql = postgres(url, {
    max: 1,
    onnotice: () => {},
    connect_timeout: 10,
    // The driver would open another one, which has no lock: after half an hour, and for one that broke.
    max_lifetime: null,
    onclose: () => void sql.end({ timeout: 0 }),
    connection: {
      application_name: NAME,
      TimeZone: 'UTC',
      // An index of a large table takes its time.
      statement_timeout: 0,
      // Shorter than those can wait who come later and stand behind it (client.ts), and longer than
      // PostgreSQL takes to break off a vacuum of its own that is in the way (a second).
      lock_timeout: 1500,
    },
  })
  return sql
}

/** Answers the number of the session. */
async function greet(sql: postgres.Sql): Promise<number> {
  // First, so that a connection that is refused says why.
  const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`
  if (row === undefined) throw new Error('PostgreSQL did not name its session')
  // PostgreSQL ends the work of a process that was killed, and with it the lock; not on every platform.
  await sql`select set_config('client_connection_check_interval', '5s', false)`.catch(() => {})
  return row.pid
}

// It asks again and again: a statement that waits would be waited for by whoever builds an index
// concurrently under this lock, and PostgreSQL would end one of the two.
async function waitForTurn(
  sql: postgres.Sql,
  onProgress: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const tellAt = performance.now() + TELL_AFTER_MS
  for (let isTold = false; !(await tryLock(sql)); await delay(POLL_MS, undefined, { signal })) {
    if (isTold || performance.now() < tellAt) continue
    onProgress('another server or command migrates this database: waiting until it is done')
    isTold = true
  }
}

async function tryLock(sql: postgres.Sql): Promise<boolean> {
  const [row] = await sql`select pg_try_advisory_lock(${lockKey}) as held`
  return row?.held === true
}
