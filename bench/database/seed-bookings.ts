import type { BenchDatabase } from './open-bench-database.ts'
import { BUFFER_MINUTES, DURATION_MINUTES } from './seed-hosts.ts'
import { hostIdSql, meetingTypeIdSql } from './seeded-ids.ts'
import { withoutIndexes } from './without-indexes.ts'

export type Stretch = {
  hosts: number
  bookings: number
  /** Days from today on, negative ones are past. */
  fromDay: number
  toDay: number
}

/**
 * Gives the hosts bookings, as many to each, with all that a real one leaves: claim, history, key and
 * mails. They begin between 08:00 and 18:00 UTC; every twentieth was cancelled. Run it once: its rows
 * are taken for all there are.
 */
export async function seedBookings(
  { sql, second }: BenchDatabase,
  stretch: Stretch,
): Promise<void> {
  const { fromDay, toDay } = stretch
  await sql`
    select ensure_booking_partitions(
      now() + make_interval(days => ${fromDay}), now() + make_interval(days => ${toDay}))`
  for (const connection of [sql, second]) await connection.unsafe(patience)
  await sql.unsafe(insertBookings(stretch))
  await sql`analyze bookings`
  await withoutIndexes(sql, 'booking_history', () => sql.unsafe(insertHistory))
  await Promise.all([
    // One by one: an index that is sorted first is a better one than servers have.
    sql.unsafe(insertClaims).then(() => sql.unsafe(insertKeys)),
    withoutIndexes(second, 'sent_messages', () => second.unsafe(insertMessages)),
  ])
  // As a server finds its tables that has run for a while.
  await sql`vacuum (freeze, analyze)`
  await sql`checkpoint`
}

// What is lost when the machine crashes does not matter yet, sorting wants memory, and PostgreSQL's own
// vacuum may be busy with what was just filled.
const patience = `
  set synchronous_commit = off;
  set maintenance_work_mem = '256MB';
  set lock_timeout = 0`

// Each host's stretch is divided evenly: no two bookings of a host are on one day, or they are at
// different times of it.
function insertBookings({ hosts, bookings, fromDay, toDay }: Stretch): string {
  const each = bookings / hosts
  const day = `${fromDay} + ((nth + (host % 97) / 97.0) * ${toDay - fromDay} / ${each})::int`
  return `
    insert into bookings (id, host_id, meeting_type_id, status, start_time, end_time, version,
      invitee_name, invitee_email, invitee_time_zone, notes, meeting_type_name, duration_minutes,
      location, buffer_before_minutes, buffer_after_minutes, manage_token_hash, cancelled_by,
      cancellation_reason, created_at, updated_at)
    select uuidv7(made - clock_timestamp()), ${hostIdSql('host')}, ${meetingTypeIdSql('host')},
      case when cancelled then 'cancelled' else 'confirmed' end, start,
      start + interval '${DURATION_MINUTES} minutes', cancelled::int, 'Guest ' || n,
      'guest-' || n || '@example.com', 'Europe/Paris', 'I would like to talk about the plan.',
      'A short call', ${DURATION_MINUTES}, '{"kind": "phone", "phoneNumber": "+1 555 0100"}', 0,
      ${BUFFER_MINUTES}, sha256(n::text::bytea), case when cancelled then 'invitee' end,
      case when cancelled then '' end, made, made
    from generate_series(0, ${bookings - 1}) n,
      lateral (select n % ${hosts} as host, n / ${hosts} as nth, n % 20 = 7 as cancelled) numbers,
      lateral (select date_trunc('day', now(), 'UTC') + make_interval(days => ${day},
        hours => 8 + nth % 10, mins => 10 * (host % 6)) as start) starts,
      lateral (select least(start, now()) - make_interval(days => 1 + host % 20) as made) makings
    order by made`
}

// A server throws claims away a day after the meeting.
const insertClaims = `
  insert into claims (booking_id, host_id, during)
  select id, host_id, host_time_of(b) from bookings b
  where status = 'confirmed' and start_time > now() - interval '20 hours'`

const insertHistory = `
  insert into booking_history (booking_id, version, action, actor, details, at)
  select id, change, case change when 0 then 'created' else 'cancelled' end, 'invitee', '{}', created_at
  from bookings, generate_series(0, version) change`

const insertKeys = `
  insert into idempotency_keys (scope, key, fingerprint, answer, booking_id, created_at)
  select 'create-derived:' || meeting_type_id, encode(manage_token_hash, 'hex'), manage_token_hash,
    to_jsonb(b), id, created_at
  from bookings b where created_at > now() - interval '7 days'`

const insertMessages = `
  insert into sent_messages (id, event_id, booking_id, template, recipient, message_id, subject,
    state, attempts, created_at, accepted_at)
  select uuidv7(at - clock_timestamp()), event_id, booking_id, kind || '.' || reader,
    reader || '@example.com', event_id || '.' || reader || '@example.com', 'A short call',
    'accepted', 1, at, at
  from (
    select gen_random_uuid() as event_id, booking_id, at,
      case action when 'created' then 'booking.confirmed' else 'booking.cancelled' end as kind
    from booking_history where at > now() - interval '90 days'
  ) events, unnest(array['invitee', 'host']) reader`
