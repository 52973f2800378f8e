import type { IntegrityCheck } from './integrity-check.ts'

/**
 * What must be true of messages that wait for their time. A booking whose event is not handled yet, or
 * only now, is left out: its messages follow.
 */
export const messageChecks: IntegrityCheck[] = [
  {
    rule: 'each message that is to come for a booking is scheduled',
    find: (sql, { graceSeconds }) => sql`
      select distinct w.booking_id as id
      from wanted_messages w
      join hosts h on h.id = w.host_id
      where w.due_at > now() + make_interval(secs => ${graceSeconds})
        and w.start_time > now() - interval '60 days'
        and w.since <= now() - make_interval(secs => ${graceSeconds})
        and not exists (select from scheduled_messages s
          where s.booking_id = w.booking_id and s.rule = w.rule and s.version = w.version)
        and not exists (select from outbox o
          where o.subject = w.booking_id::text and o.kind like 'booking.%' and o.dead_at is null)`,
  },
  {
    rule: 'nothing is scheduled for a booking that is cancelled, or not there any more as it was',
    find: (sql, { graceSeconds }) => sql`
      select distinct s.booking_id as id
      from scheduled_messages s
      left join bookings b on b.id = s.booking_id
      where s.released_at is null
        and (b.id is null or b.updated_at <= now() - make_interval(secs => ${graceSeconds}))
        and not exists (select from wanted_messages w
          where w.booking_id = s.booking_id and w.rule = s.rule and w.version = s.version)
        and not exists (select from outbox o
          where o.subject = s.booking_id::text and o.kind like 'booking.%' and o.dead_at is null)`,
  },
  {
    rule: 'no scheduled message has been due for an hour',
    find: (sql) => sql`
      select distinct booking_id as id from scheduled_messages
      where released_at is null and due_at < now() - interval '1 hour'`,
  },
  {
    // Of the last 60 days: later the notes of what was sent are thrown away.
    rule: 'each reminder that was released waits in the outbox, or its sending is noted',
    find: (sql, { graceSeconds }) => sql`
      select distinct s.booking_id as id
      from scheduled_messages s
      where s.rule like 'reminder:%'
        and s.released_at between now() - interval '60 days'
          and now() - make_interval(secs => ${graceSeconds})
        and not exists (select from outbox o where o.id = s.id)
        and not exists (select from sent_messages m where m.event_id = s.id)`,
  },
]
