import type postgres from 'postgres'
import { attempt } from '../../db/attempt.ts'
import type { Database } from '../../db/client.ts'
import { readLogContext } from '../../log-context.ts'
import { type BookingRow, bookingColumns } from './bookings.repository.ts'
import type { IdempotencyKey } from './derive-idempotency-key.ts'
import type { DayBounds } from './find-day-bounds.ts'

// Each write is one call of a stored function: db/migrations/0002_booking_functions.sql.

type Sql = Pick<Database, 'sql'>
type Answered<Outcome extends string> = { outcome: Outcome } & BookingRow
type Refused<Outcome extends string> = { outcome: Outcome }

export type Refusal = 'key_conflict' | 'inactive' | 'day_full' | 'slot_taken'

export type NewBooking = Omit<
  BookingRow,
  'status' | 'version' | 'cancelledBy' | 'cancellationReason' | 'createdAt' | 'updatedAt'
>

/** What an agreement on another time changes. */
export type MovedBooking = Pick<
  BookingRow,
  | 'id'
  | 'hostId'
  | 'startTime'
  | 'endTime'
  | 'inviteeTimeZone'
  | 'meetingTypeName'
  | 'durationMinutes'
  | 'location'
  | 'bufferBeforeMinutes'
  | 'bufferAfterMinutes'
>

export type KnownBooking = Pick<BookingRow, 'startTime' | 'version'>

/** Books the time or refuses, and leaves nothing behind then. May be repeated under its key. */
export async function insertBooking(
  { sql }: Sql,
  booking: NewBooking,
  key: IdempotencyKey,
  day: DayBounds,
): Promise<Answered<'created' | 'replayed'> | Refused<Refusal>> {
  const [row] = await attempt(
    () => sql<(Answered<'created' | 'replayed'> | Refused<Refusal>)[]>`
    select r.outcome, ${bookingColumns(sql)}
    from create_booking(${requestOf(sql, booking)}, ${key.scope}, ${key.key},
      ${key.fingerprint}, ${key.replayFor}, ${day.start}, ${day.end}) r,
      lateral (select (r.booking).*) b`,
  )
  return answerOf(row)
}

/** What was answered under a key before; undefined when nothing was. */
export async function findAnswer(
  { sql }: Sql,
  key: IdempotencyKey,
): Promise<Answered<'replayed'> | Refused<'key_conflict' | 'slot_taken'> | undefined> {
  const [row] = await attempt(
    () => sql<(Answered<'replayed'> | Refused<'key_conflict' | 'slot_taken'>)[]>`
    select r.outcome, ${bookingColumns(sql)}
    from replay_answer(${key.scope}, ${key.key}, ${key.fingerprint}, ${key.replayFor}) r,
      lateral (select (r.booking).*) b`,
  )
  return row
}

/** Moves the booking if it is still as the caller knows it. */
export async function moveBooking(
  { sql }: Sql,
  move: { booking: MovedBooking; known: KnownBooking; movedBy: 'invitee' | 'host' },
  key: IdempotencyKey | null,
  day: DayBounds,
): Promise<Answered<'moved' | 'replayed'> | Refused<Refusal | 'changed'>> {
  const { booking, known, movedBy } = move
  const [row] = await attempt(
    () => sql<(Answered<'moved' | 'replayed'> | Refused<Refusal | 'changed'>)[]>`
    select r.outcome, ${bookingColumns(sql)}
    from reschedule_booking(${requestOf(sql, booking)}, ${known.startTime}, ${known.version},
      ${movedBy}, ${key?.scope ?? null}, ${key?.key ?? null}, ${key?.fingerprint ?? null},
      ${day.start}, ${day.end}) r,
      lateral (select (r.booking).*) b`,
  )
  return answerOf(row)
}

/** Cancels the booking wherever it has been moved to; a second time answers the first one. */
export async function cancelStoredBooking(
  { sql }: Sql,
  cancellation: { id: string; hostId: string; by: 'invitee' | 'host'; reason: string },
): Promise<Answered<'cancelled' | 'already_cancelled'> | undefined> {
  const { id, hostId, by, reason } = cancellation
  const [row] = await attempt(
    () => sql<Answered<'cancelled' | 'already_cancelled'>[]>`
    select r.outcome, ${bookingColumns(sql)}
    from cancel_booking(note_request(${currentRequest()}, ${id}::uuid), ${hostId}, ${by}, ${reason}) r, lateral (select (r.booking).*) b`,
  )
  return row
}

function answerOf<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error('a booking function answered nothing')
  return row
}

/** What the function is to write, and for which request: its events carry that on. */
function requestOf(sql: Database['sql'], columns: Partial<BookingRow>) {
  return sql`note_request(${currentRequest()}, ${sql.json(toRequest(columns))}::jsonb)`
}

const currentRequest = () => readLogContext().requestId ?? null

/** The columns by their names in the database, as jsonb_populate_record reads them. */
function toRequest(columns: Partial<BookingRow>): Record<string, postgres.JSONValue> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value,
    ]),
  )
}
