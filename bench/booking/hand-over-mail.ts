import type { BenchDatabase } from '../database/open-bench-database.ts'

/** Stops or lets go on whoever carries events out of the outbox. */
export async function pauseQueue({ sql }: BenchDatabase, paused: boolean): Promise<void> {
  if (paused) await sql`insert into queue_pauses default values on conflict do nothing`
  else await sql`delete from queue_pauses`
}

/** Empties the outbox as if all mail were sent, so that each run begins with as little in it. */
export async function handOverMail({ sql }: BenchDatabase): Promise<void> {
  await sql`
    with gone as (
      delete from outbox returning id, kind, payload
    )
    insert into sent_messages (id, event_id, booking_id, template, recipient, message_id, subject,
      state, accepted_at)
    select gen_random_uuid(), id, (payload->>'bookingId')::uuid, kind || '.' || reader,
      reader || '@example.com', id || '.' || reader || '@example.com', 'A short call', 'accepted', now()
    from gone, unnest(array['invitee', 'host']) reader`
  await sql`vacuum (analyze) outbox`
}
