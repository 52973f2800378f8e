import type { Database } from './client.ts'

/** For how many whole months after this one bookings have a partition of their own. */
export async function countPartitionsAhead(sql: Database['sql']): Promise<number> {
  const [row] = await sql<{ months: number }[]>`
    select count(*)::int as months
    from pg_inherits join pg_class on pg_class.oid = inhrelid
    where inhparent = 'bookings'::regclass and relname ~ '^bookings_\\d{4}_\\d{2}$'
      and relname > 'bookings_' || to_char(now() at time zone 'UTC', 'YYYY_MM')`
  return row?.months ?? 0
}
