import type { IntegrityCheck } from './integrity-check.ts'

/** What the scheduled jobs and the relay see to: broken, something has not run for a while. */
export const upkeepChecks: IntegrityCheck[] = [
  {
    rule: 'the coming three months have their partitions',
    find: (sql) => sql`
      select 'bookings_' || to_char(month, 'YYYY_MM') as id
      from generate_series(date_trunc('month', now() at time zone 'UTC'),
        date_trunc('month', now() at time zone 'UTC') + interval '3 months', '1 month') month
      where not exists (
        select from pg_inherits join pg_class on pg_class.oid = inhrelid
        where inhparent = 'bookings'::regclass
          and relname = 'bookings_' || to_char(month, 'YYYY_MM'))`,
  },
  {
    rule: 'no booking stays in the default partition for longer than two days',
    find: (sql) => sql`
      select id from bookings_default where updated_at < now() - interval '2 days'`,
  },
  {
    rule: 'no lapsed hold is left over from yesterday',
    find: (sql) => sql`
      select booking_id as id from claims where expires_at < now() - interval '1 day'`,
  },
  {
    rule: 'no event has been due for an hour',
    find: (sql) => sql`
      select id from outbox where dead_at is null and next_attempt_at < now() - interval '1 hour'`,
  },
  {
    // The retries end after 28 hours at most: outbox/retry-delay.test.ts. What was brought back has all of
    // them again.
    rule: 'no event waits for 30 hours, which is longer than its retries take',
    find: (sql) => sql`
      select id from outbox
      where dead_at is null and coalesce(revived_at, occurred_at) < now() - interval '30 hours'`,
  },
]
