import type { Log } from '../logger.ts'
import { connectDatabase, type Database } from './client.ts'
import { findReplicaFault } from './find-replica-fault.ts'

/** A copy of the database that follows it, a little behind. */
export type Replica = {
  /**
   * Reads from the copy, if it knows everything that was written up to a position.
   *
   * @returns undefined when it does not, or cannot be asked: read the database itself
   */
  read<Result>(
    position: string,
    work: (copy: Database) => Promise<Result>,
  ): Promise<Result | undefined>
  /** Asks it. Rejects, with the reason, while it is away; how far behind it is does not matter. */
  ping(): Promise<void>
  close(): Promise<void>
}

type ReplicaOptions = {
  url: string
  /** What it must be a copy of. */
  primaryUrl: string
  /** Epoch milliseconds. */
  now(): number
  log: Log
  /** How often a replica that was away is looked at. */
  probeEveryMs?: number
}

const DEADLINE_SECONDS = 1
// One after another: then it is too slow for everybody.
const MOST_FAILED_READS = 3
// Every write puts it behind for a moment, and that is nothing to report.
const LONG_BEHIND_MS = 5_000

type Following = { follows: boolean }

/** Follows whether the replica can be read. Nothing waits for it: while it is away nobody asks it. */
export function openReplica(options: ReplicaOptions): Replica {
  const { url, primaryUrl, log, probeEveryMs = 1_000 } = options
  const copy = connectDatabase(url, { deadlineSeconds: DEADLINE_SECONDS })
  let state: 'unknown' | 'usable' | 'away' = 'unknown'
  let awayBecause = 'it has not answered yet'
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  const probe = async () => {
    const fault = await findReplicaFault(url, primaryUrl)
    if (isClosed) return
    if (fault !== null) return setAway(fault.reason)
    log.info({ port: 'replica' }, 'the replica is read')
    state = 'usable'
  }
  const setAway = (reason: string) => {
    if (isClosed) return
    awayBecause = reason
    if (state !== 'away') log.warn({ port: 'replica', reason }, 'the replica is away')
    state = 'away'
    clearTimeout(timer)
    timer = setTimeout(() => void probe(), probeEveryMs)
    timer.unref()
  }
  const noteFreshness = reportLag(options)
  const setAwayBecause = (error: unknown) =>
    setAway(error instanceof Error ? error.message : String(error))
  const beginRead = reportFailures(log, setAwayBecause)

  void probe()
  return {
    read: async (position, work) => {
      if (state !== 'usable') return undefined
      try {
        const isFresh = await hasReplayed(copy, position)
        noteFreshness(isFresh)
        if (!isFresh) return undefined
      } catch (error) {
        setAwayBecause(error)
        return undefined
      }
      const noteRead = beginRead()
      try {
        const result = await work(copy)
        noteRead(null)
        return result
      } catch (error) {
        noteRead(error)
        return undefined
      }
    },
    ping: async () => {
      if (state !== 'usable') throw new Error(awayBecause)
      await assertAnswers(copy).catch((error: unknown) => {
        // Nobody may read for hours: whoever asks how it is finds out for the readers too.
        setAwayBecause(error)
        throw error
      })
    },
    close: async () => {
      isClosed = true
      clearTimeout(timer)
      await copy.close()
    },
  }
}

/**
 * A read that fails, by its length or by what the replica replays, speaks for itself; several do for all.
 * Those that were under way together may have waited for each other, and count once.
 *
 * @returns to be called when a read begins; what that answers, when the read ends
 */
function reportFailures(
  log: Log,
  onMany: (error: unknown) => void,
): () => (error: unknown) => void {
  let inARow = 0
  let counted = 0
  return () => {
    const countedBefore = counted
    return (error) => {
      if (error === null) {
        inARow = 0
        return
      }
      log.warn({ port: 'replica', error }, 'a read failed on the replica: the database is read')
      if (counted > countedBefore) return
      counted += 1
      inARow += 1
      if (inARow % MOST_FAILED_READS === 0) onMany(error)
    }
  }
}

/** Logs it once when the replica has long been behind, and once when it has caught up. */
function reportLag({ now, log }: ReplicaOptions): (isFresh: boolean) => void {
  let behindSince: number | null = null
  let isLongBehind = false
  return (isFresh) => {
    if (isFresh) {
      if (isLongBehind) log.info({ port: 'replica' }, 'the replica has caught up')
      behindSince = null
      isLongBehind = false
      return
    }
    behindSince ??= now()
    if (isLongBehind || now() - behindSince < LONG_BEHIND_MS) return
    isLongBehind = true
    log.warn({ port: 'replica' }, 'the replica is behind: the database is read')
  }
}

/** By a statement of its own: one that reads sees what was replayed when it began. */
async function hasReplayed({ watch }: Database, position: string): Promise<boolean> {
  const [row] = await watch<(Following & { isFresh: boolean })[]>`
    select pg_is_in_recovery() as follows,
      coalesce(pg_last_wal_replay_lsn() - '0/0', 0) >= ${position}::numeric as "isFresh"`
  assertFollows(row)
  return row?.isFresh === true
}

async function assertAnswers({ watch }: Database): Promise<void> {
  const [row] = await watch<Following[]>`select pg_is_in_recovery() as follows`
  assertFollows(row)
}

function assertFollows(row: Following | undefined): void {
  if (row?.follows !== true) throw new Error('it is no replica any more')
}
