import type { Database } from '../../db/client.ts'

type Sql = Database['sql']

/**
 * Makes the partitions of the coming 18 months, and of every month that the default partition keeps
 * bookings of, which move there. Answers how many it made.
 */
export async function createPartitions(sql: Sql): Promise<number> {
  const [row] = await sql<{ made: number }[]>`
    select coalesce(sum(ensure_booking_partitions(from_time, to_time)), 0)::int as made
    from (
      select now() as from_time, now() + interval '18 months' as to_time
      union all
      select distinct month, month from (
        select date_trunc('month', start_time at time zone 'UTC') at time zone 'UTC' as month
        from bookings_default
      ) kept
    ) months`
  return row?.made ?? 0
}
