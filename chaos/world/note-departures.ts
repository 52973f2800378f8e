import type postgres from 'postgres'

/**
 * Has the database note when an event leaves the outbox, in the transaction in which it does: whoever
 * handled it had told by then, or left out, what it tells. And when a message at its own time is brought into
 * it. In a schema of its own, which the product does not know.
 */
export async function noteDepartures(sql: postgres.Sql): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`create schema chaos`
    await tx`
      create table chaos.departures (
        booking_id uuid not null, version integer not null, rule text, at timestamptz not null
      )`
    await tx`
      create function chaos.note_departures() returns trigger language plpgsql as $$
      begin
        insert into chaos.departures
        select (payload->>'bookingId')::uuid, (payload->>'version')::integer, payload->>'rule',
          clock_timestamp()
        from gone where payload->>'bookingId' is not null;
        return null;
      end $$`
    await tx`
      create trigger chaos_departures after delete on outbox
      referencing old table as gone for each statement execute function chaos.note_departures()`
    await tx`
      create table chaos.arrivals (
        booking_id uuid not null, version integer not null, rule text not null,
        began timestamptz not null default now(), at timestamptz not null default clock_timestamp()
      )`
    await tx`
      create function chaos.note_arrival() returns trigger language plpgsql as $$
      begin
        insert into chaos.arrivals (booking_id, version, rule) values (
          (new.payload->>'bookingId')::uuid, (new.payload->>'version')::integer, new.payload->>'rule');
        return null;
      end $$`
    await tx`
      create trigger chaos_arrivals after insert on outbox
      for each row when (new.kind = 'message.fell_due') execute function chaos.note_arrival()`
  })
}
