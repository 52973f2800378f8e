import type postgres from 'postgres'

/**
 * Has the database note when an event leaves the outbox, in the transaction in which it does: whoever
 * handled it had told by then, or left out, what it tells. In a schema of its own, which the product does
 * not know.
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
  })
}
