import type { Database } from '../../db/client.ts'
import { limitWaiting } from './lock-waits.repository.ts'
import { waitForTurn } from './wait-for-turn.ts'

type Sql = Database['sql']

/**
 * Makes the partitions of the coming 18 months, and of every month that the default partition keeps
 * bookings of, which move there. Answers how many it made.
 */
export function createPartitions(sql: Sql, signal: AbortSignal): Promise<number> {
  const create = () =>
    sql.begin(async (tx) => {
      await limitWaiting(tx)
      const [row] = await tx<{ made: number }[]>`
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
    })
  return waitForTurn(create, signal)
}
