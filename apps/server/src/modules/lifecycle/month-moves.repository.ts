import type { Database } from '../../db/client.ts'
import { listColumns, type Month } from './archive.repository.ts'
import { limitWaiting } from './lock-waits.repository.ts'
import { waitForTurn } from './wait-for-turn.ts'

type Sql = Database['sql']

const BATCH = 5_000

/**
 * Hands a whole partition over to the archive: no row is copied, and whoever reads sees every booking
 * in one place or the other. The lock on all of `bookings` is held for some milliseconds.
 */
export async function movePartition(sql: Sql, month: Month, signal: AbortSignal): Promise<void> {
  await deleteClaims(sql, month)
  // An earlier run may have come as far, and then waited in vain.
  if (!(await isConstrained(sql, month))) {
    await waitForTurn(() => addConstraint(sql, month), signal)
    await waitForTurn(() => validateConstraint(sql, month), signal)
  }
  await waitForTurn(() => handOver(sql, month), signal)
}

/** Moves the rows of a month that the archive has a partition of already, then drops the live one. */
export async function moveRows(sql: Sql, month: Month, signal: AbortSignal): Promise<void> {
  await deleteClaims(sql, month)
  await waitForTurn(() => copyOver(sql, month, signal), signal)
}

// Of meetings that are over: nobody competes for them.
async function deleteClaims(sql: Sql, { partition }: Month): Promise<void> {
  await sql`
    delete from claims c using ${sql(`public.${partition}`)} b
    where c.booking_id = b.id and c.host_id = b.host_id`
}

async function isConstrained(sql: Sql, { partition }: Month): Promise<boolean> {
  const rows = await sql`
    select from pg_constraint
    where conrelid = to_regclass(${`public.${partition}`}) and conname = 'of_one_month'
      and convalidated`
  return rows.length > 0
}

/** Known to hold, it saves looking at every row under the lock on all of `bookings`. */
async function addConstraint(sql: Sql, month: Month): Promise<void> {
  const live = sql(`public.${month.partition}`)
  const { startTime, endTime } = writeBounds(sql, month)
  await sql.begin(async (tx) => {
    await limitWaiting(tx)
    await tx`alter table ${live} drop constraint if exists of_one_month`
    await tx`
      alter table ${live} add constraint of_one_month
      check (start_time >= ${startTime} and start_time < ${endTime}) not valid`
  })
}

/** Reads every row, beside those who read and write. */
async function validateConstraint(sql: Sql, { partition }: Month): Promise<void> {
  await sql.begin(async (tx) => {
    // People do not wait behind it; what it may wait for is a vacuum, which gives way after a second.
    await tx`set local lock_timeout = '5s'`
    await tx`alter table ${tx(`public.${partition}`)} validate constraint of_one_month`
  })
}

async function handOver(sql: Sql, month: Month): Promise<void> {
  const live = sql(`public.${month.partition}`)
  const archived = sql(`archive.${month.partition}`)
  const { startTime, endTime } = writeBounds(sql, month)
  await sql.begin(async (tx) => {
    await limitWaiting(tx)
    await tx`alter table bookings detach partition ${live}`
    await tx`alter table ${live} set schema archive`
    await tx`
      alter table archive.bookings attach partition ${archived}
      for values from (${startTime}) to (${endTime})`
    await tx`alter table ${archived} drop constraint of_one_month`
  })
}

async function copyOver(sql: Sql, month: Month, signal: AbortSignal): Promise<void> {
  const live = sql(`public.${month.partition}`)
  await sql.begin(async (tx) => {
    await limitWaiting(tx)
    // What somebody restores into it meanwhile would be dropped with it.
    await tx`lock table ${live} in share row exclusive mode`
    const columns = await listColumns(tx)
    for (let moved = BATCH; moved === BATCH; ) {
      signal.throwIfAborted()
      const { count } = await tx`
        with gone as (
          delete from ${live} where ctid = any (array(select ctid from ${live} limit ${BATCH}))
          returning *
        ) insert into archive.bookings (${tx.unsafe(columns)}) select ${tx.unsafe(columns)} from gone`
      moved = count
    }
    await tx`drop table ${live}`
  })
}

// A definition takes no parameters.
function writeBounds(sql: Sql, { startTime, endTime }: Month) {
  return { startTime: sql.unsafe(`'${startTime}'`), endTime: sql.unsafe(`'${endTime}'`) }
}
