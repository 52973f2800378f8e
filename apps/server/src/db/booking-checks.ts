import type { IntegrityCheck } from './integrity-check.ts'

/** What must be true of the tables of bookings at every moment, in every snapshot. */
export const bookingChecks: IntegrityCheck[] = [
  {
    rule: 'no two claims of a host overlap',
    // By their order, which needs one pass: asking the index about each took minutes for a million.
    find: (sql) => sql`
      select booking_id as id from (
        select booking_id, lower(during) < max(upper(during)) over (
          partition by host_id order by lower(during), booking_id
          rows between unbounded preceding and 1 preceding) as is_met
        from claims
      ) found
      where is_met`,
  },
  {
    // Without the help of claims, which are only of today and later.
    rule: 'no two confirmed bookings of a host overlap, buffers included, past ones neither',
    find: (sql) => sql`
      select id from (
        select id, lower(host_time_of(b)) < max(upper(host_time_of(b))) over (
          partition by host_id order by lower(host_time_of(b)), id
          rows between unbounded preceding and 1 preceding) as is_met
        from bookings b where status = 'confirmed'
      ) found
      where is_met`,
  },
  {
    rule: 'a confirmed booking that is not over claims exactly its time, buffers included',
    find: (sql) => sql`
      select b.id
      from bookings b
      left join claims c on c.booking_id = b.id and c.host_id = b.host_id
        and c.during = host_time_of(b) and c.expires_at is null
      where b.status = 'confirmed' and b.end_time > now()
        and b.start_time > now() - interval '1 day' and c.booking_id is null`,
  },
  {
    // Of yesterday and later, which spares the partitions of the past: no claim outlasts a day.
    rule: 'a claim is a hold or the time of one confirmed booking',
    find: (sql) => sql`
      select c.booking_id as id
      from claims c
      left join bookings b on b.id = c.booking_id and b.status = 'confirmed'
        and b.start_time > now() - interval '3 days'
      where c.expires_at is null and upper(c.during) > now() - interval '1 day'
      group by c.booking_id, c.host_id
      having count(b.id) <> 1
      union all
      select c.booking_id
      from claims c
      left join holds h on h.id = c.booking_id and h.host_id = c.host_id
        and h.expires_at = c.expires_at
      where c.expires_at > now() and h.id is null`,
  },
  {
    rule: 'a booking exists once, archive included',
    find: (sql) => sql`
      select id from (select id from bookings union all select id from archive.bookings) every
      group by id having count(*) > 1`,
  },
  {
    rule: 'a booking has the history of each of its versions, and is as the last one says',
    find: (sql) => sql`
      select b.id
      from (
        select id, version, status from bookings
        union all select id, version, status from archive.bookings
      ) b
      left join (
        select booking_id, count(*) as versions, max(version) as last,
          bool_or(action = 'cancelled') as cancelled
        from booking_history group by booking_id
      ) h on h.booking_id = b.id
      where coalesce(h.versions, 0) <> b.version + 1 or h.last <> b.version
        or (b.status = 'cancelled') <> h.cancelled`,
  },
  {
    rule: 'history is the history of a booking',
    find: (sql) => sql`
      select distinct booking_id as id from booking_history h
      where not exists (select from bookings b where b.id = h.booking_id)
        and not exists (select from archive.bookings b where b.id = h.booking_id)`,
  },
  {
    rule: 'a stored key has its answer, and its booking exists',
    find: (sql) => sql`
      select scope || ' ' || key as id from idempotency_keys k
      where answer is null or scope not like 'hold:%' and (
        booking_id is null or not exists (select from bookings b where b.id = k.booking_id)
        and not exists (select from archive.bookings b where b.id = k.booking_id))`,
  },
  {
    // Of the last 60 days: later the notes of what was sent are thrown away.
    rule: 'each change of a booking has one event, which waits in the outbox or was handled',
    find: (sql, { graceSeconds }) => sql`
      with changes as (
        select h.booking_id, case h.action when 'created' then 'booking.confirmed'
            when 'moved' then 'booking.rescheduled' else 'booking.cancelled' end as kind,
          count(*) as made,
          count(*) filter (where h.at <= now() - make_interval(secs => ${graceSeconds})) as due
        from bookings b
        join hosts on hosts.id = b.host_id
        join booking_history h on h.booking_id = b.id
        where b.created_at > now() - interval '60 days'
        group by 1, 2
      ), events as (
        select booking_id, kind, count(distinct event_id) as found from (
          select booking_id, event_id,
            split_part(template, '.', 1) || '.' || split_part(template, '.', 2) as kind
          from sent_messages where booking_id is not null
          union all
          select (payload->>'bookingId')::uuid, id, kind from outbox where kind like 'booking.%'
        ) event
        group by 1, 2
      )
      select distinct booking_id as id from changes
      left join events using (booking_id, kind)
      where coalesce(found, 0) not between due and made`,
  },
]
