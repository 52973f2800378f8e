import { setTimeout as delay } from 'node:timers/promises'
import postgres from 'postgres'

// Any number, as long as every release uses the same one.
const lockKey = 7_362_034
const POLL_MS = 250
const WATCH_MS = 5_000

// A server whose machine has vanished must not keep its successor out for hours.
const noticeTheVanished = {
  tcp_keepalives_idle: 10,
  tcp_keepalives_interval: 5,
  tcp_keepalives_count: 3,
}

export type InstanceLockOptions = {
  /** This process has parts that no other one can share: no other may work on the database. */
  alone: boolean
  /** A restart may overlap with what it replaces. */
  patienceMs: number
  /** The connection was lost, and somebody else has come meanwhile. */
  onLost(): void
}

/** Another process works on the database, and at least one of the two must be alone. */
export class InstanceLockError extends Error {
  override readonly name = 'InstanceLockError'
}

/**
 * Says to the other servers of a database that this one works on it, until it is released or the
 * process ends: alone, or together with others that say the same. Needs a connection of its own, so no
 * pooler that shares connections between transactions.
 *
 * @returns how to release it
 * @throws InstanceLockError when that is not possible within `patienceMs`
 */
export async function holdInstanceLock(
  url: string,
  { alone, patienceMs, onLost }: InstanceLockOptions,
): Promise<() => Promise<void>> {
  const sql = postgres(url, {
    max: 1,
    onnotice: () => {},
    connect_timeout: 10,
    query_timeout: 15,
    // The driver would open another one after half an hour, and the lock be free until it is taken again.
    max_lifetime: null,
    connection: { application_name: 'rendez-instance', ...noticeTheVanished },
  })
  const release = () => sql.end({ timeout: 5 })
  try {
    await waitForLock(sql, alone, patienceMs)
  } catch (error) {
    await release()
    throw error
  }
  const stopWatching = watchLock(sql, alone, onLost)
  return async () => {
    stopWatching()
    await release()
  }
}

async function waitForLock(sql: postgres.Sql, alone: boolean, patienceMs: number): Promise<void> {
  const deadline = performance.now() + patienceMs
  while (!(await tryLock(sql, alone))) {
    if (performance.now() > deadline) throw new InstanceLockError('another server is at work')
    await delay(POLL_MS)
  }
}

async function tryLock(sql: postgres.Sql, alone: boolean): Promise<boolean> {
  const [row] = alone
    ? await sql`select pg_try_advisory_lock(${lockKey}) as held`
    : await sql`select pg_try_advisory_lock_shared(${lockKey}) as held`
  return row?.held === true
}

async function isHeld(sql: postgres.Sql): Promise<boolean> {
  const [row] = await sql`
    select exists (select from pg_locks where locktype = 'advisory' and objid = ${lockKey}
      and pid = pg_backend_pid() and granted) as held`
  return row?.held === true
}

/** A lock ends with its connection; the next one takes it again. */
function watchLock(sql: postgres.Sql, alone: boolean, onLost: () => void): () => void {
  let isLost = false
  let looking = Promise.resolve()
  const look = async () => {
    const held = (await isHeld(sql)) || (await tryLock(sql, alone))
    if (!held && !isLost) onLost()
    isLost = !held
  }
  const timer = setInterval(() => {
    // While the database is away there is nothing to say: it is looked at again.
    looking = looking.then(look).catch(() => {})
  }, WATCH_MS)
  timer.unref()
  return () => clearInterval(timer)
}
