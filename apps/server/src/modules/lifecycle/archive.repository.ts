import type postgres from 'postgres'
import type { Database } from '../../db/client.ts'
import { limitWaiting } from './lock-waits.repository.ts'
import { waitForTurn } from './wait-for-turn.ts'

type Sql = Database['sql']

/** A month of bookings, UTC, which is one partition: the same name in `public` and in `archive`. */
export type Month = {
  partition: string
  /** ISO 8601. */
  startTime: string
  endTime: string
}

const BATCH = 5_000

/** The months of a table that ended at least so many days ago, oldest first. */
export async function listMonths(
  sql: postgres.ISql,
  schema: 'public' | 'archive',
  olderThanDays: number,
): Promise<Month[]> {
  const months = await sql<Month[]>`
    with partitions as (
      select c.relname as partition, to_date(substring(c.relname from '\\d{4}_\\d{2}$'), 'YYYY_MM')
        ::timestamp as month
      from pg_inherits
      join pg_class c on c.oid = inhrelid
      where inhparent = ${`${schema}.bookings`}::regclass and c.relname ~ '^bookings_\\d{4}_\\d{2}$'
    )
    select partition, to_char(month, 'YYYY-MM-DD"T00:00:00Z"') as "startTime",
      to_char(month + interval '1 month', 'YYYY-MM-DD"T00:00:00Z"') as "endTime"
    from partitions
    where (month + interval '1 month') at time zone 'UTC'
      <= now() - make_interval(days => ${olderThanDays})
    order by partition`
  return [...months]
}

/** Gives months that ended so long ago, and whose bookings the default partition has, their own. */
export async function partitionOldBookings(
  sql: Sql,
  olderThanDays: number,
  signal: AbortSignal,
): Promise<void> {
  const partition = () =>
    sql.begin(async (tx) => {
      await limitWaiting(tx)
      await tx`
        select ensure_booking_partitions(month, month) from (
          select distinct date_trunc('month', start_time at time zone 'UTC') at time zone 'UTC' as month
          from bookings_default where start_time < now() - make_interval(days => ${olderThanDays})
        ) months`
    })
  await waitForTurn(partition, signal)
}

export async function countBookings(
  sql: Sql,
  schema: 'public' | 'archive',
  { partition }: Month,
): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from ${sql(`${schema}.${partition}`)}`
  return row?.count ?? 0
}

/** Whether somebody brought back bookings of this month within the last 90 days. */
export async function isRestored(sql: Sql, { partition }: Month): Promise<boolean> {
  const rows = await sql`
    select from archive.restorations r
    where r.restored_at > now() - interval '90 days' and exists (
      select from ${sql(`public.${partition}`)} b
      where b.host_id = r.host_id and b.start_time >= r.from_time)
    limit 1`
  return rows.length > 0
}

export async function isInArchive(sql: Sql, { partition }: Month): Promise<boolean> {
  const [row] = await sql`select to_regclass(${`archive.${partition}`}) is not null as found`
  return row?.found === true
}

/** Drops a month of the archive with its history and notes; answers how many bookings it had. */
export async function dropMonth(sql: Sql, month: Month, signal: AbortSignal): Promise<number> {
  const archived = sql(`archive.${month.partition}`)
  const count = await countBookings(sql, 'archive', month)
  await sql.begin(async (tx) => {
    await limitWaiting(tx)
    let after: string | undefined = '00000000-0000-0000-0000-000000000000'
    while (after !== undefined) {
      signal.throwIfAborted()
      after = await dropHistory(tx, month, after)
    }
    // Of a big month the histories are millions of rows: only the lock is waited for again.
    const drop = () => tx.savepoint(async (inner) => void (await inner`drop table ${archived}`))
    await waitForTurn(drop, signal)
  })
  return count
}

/** Of the next bookings by id; answers the last of them. */
async function dropHistory(
  tx: postgres.TransactionSql,
  { partition }: Month,
  after: string,
): Promise<string | undefined> {
  const [last] = await tx<{ id: string }[]>`
    with batch as (
      select id from ${tx(`archive.${partition}`)} where id > ${after} order by id limit ${BATCH}
    ), history as (
      delete from booking_history using batch where booking_id = batch.id
    ), messages as (
      delete from sent_messages using batch where booking_id = batch.id
    )
    select id from batch order by id desc limit 1`
  return last?.id
}

/** The archived months that have bookings of a host from a time on, and how many. */
export async function listArchivedOf(
  sql: Sql,
  hostId: string,
  fromTime: Date,
): Promise<(Month & { bookings: number })[]> {
  const counts = await sql<{ partition: string; bookings: number }[]>`
    select relname as partition, count(*)::int as bookings
    from archive.bookings b join pg_class on pg_class.oid = b.tableoid
    where b.host_id = ${hostId} and b.start_time >= ${fromTime}
    group by relname`
  const byPartition = new Map(counts.map(({ partition, bookings }) => [partition, bookings]))
  const months = await listMonths(sql, 'archive', 0)
  return months
    .map((month) => ({ ...month, bookings: byPartition.get(month.partition) ?? 0 }))
    .filter(({ bookings }) => bookings > 0)
}

/** The host of a username, and when a date begins where they live. */
export async function findHostAndDay(
  sql: Sql,
  username: string,
  date: string,
): Promise<{ hostId: string; fromTime: Date } | undefined> {
  const [row] = await sql<{ hostId: string; fromTime: Date }[]>`
    select id as "hostId", ${date}::timestamp at time zone time_zone as "fromTime"
    from hosts where username = ${username}`
  return row
}

/** From now on, and for 90 days, these bookings stay out of the archive. */
export async function noteRestoration(sql: Sql, hostId: string, fromTime: Date): Promise<void> {
  await sql`
    insert into archive.restorations (host_id, from_time) values (${hostId}, ${fromTime})
    on conflict (host_id, from_time) do update set restored_at = now()`
}

/** Brings a host's bookings of one month back. */
export async function restoreMonth(
  sql: Sql,
  month: Month,
  { hostId, fromTime }: { hostId: string; fromTime: Date },
): Promise<number> {
  const archived = sql(`archive.${month.partition}`)
  return await sql.begin(async (tx) => {
    await limitWaiting(tx)
    await tx`select ensure_booking_partitions(${month.startTime}, ${month.startTime})`
    const columns = await listColumns(tx)
    const { count } = await tx`
      with gone as (
        delete from ${archived} where host_id = ${hostId} and start_time >= ${fromTime} returning *
      ) insert into bookings (${tx.unsafe(columns)}) select ${tx.unsafe(columns)} from gone`
    return count
  })
}

/** By name: a partition may have its columns in another order than the archive. */
export async function listColumns(tx: postgres.TransactionSql): Promise<string> {
  const [row] = await tx<{ names: string }[]>`
    select string_agg(quote_ident(attname), ', ' order by attnum) as names from pg_attribute
    where attrelid = 'bookings'::regclass and attnum > 0 and not attisdropped`
  return row?.names ?? ''
}
