import { attempt } from '../../db/attempt.ts'
import type { Database } from '../../db/client.ts'
import { readLogContext } from '../../log-context.ts'
import { attemptWrite } from './attempt-write.ts'
import { toRequest } from './bookings.repository.ts'
import { type BookingRow, bookingColumns } from './bookings.table.ts'
import type { IdempotencyKey } from './derive-idempotency-key.ts'
import type { DayBounds } from './find-day-bounds.ts'
import type { Replayed, Shown } from './replay-booking.ts'

// Each write is one call of a stored function: db/migrations/0013_holds.sql.

type Sql = Pick<Database, 'sql'>
type Answered<Outcome extends string> = { outcome: Outcome } & BookingRow
type Refused<Outcome extends string> = { outcome: Outcome }

export type Refusal = 'key_conflict' | 'inactive' | 'day_full' | 'slot_taken'

export type NewBooking = Omit<
  BookingRow,
  'status' | 'version' | 'cancelledBy' | 'cancellationReason' | 'createdAt' | 'updatedAt'
>

/** What an agreement on another time changes. */
export type MovedBooking = Pick<BookingRow, 'id' | 'hostId' | 'startTime'> &
  Partial<
    Pick<
      BookingRow,
      | 'endTime'
      | 'inviteeTimeZone'
      | 'inviteeTimeFormat'
      | 'meetingTypeName'
      | 'durationMinutes'
      | 'location'
      | 'bufferBeforeMinutes'
      | 'bufferAfterMinutes'
    >
  >

export type KnownBooking = Pick<BookingRow, 'startTime' | 'version'>

/** Books the time or refuses, and leaves nothing behind then. May be repeated under its key. */
export async function insertBooking(
  { sql }: Sql,
  booking: NewBooking,
  {
    key,
    day,
    held,
    shown,
  }: {
    key: IdempotencyKey
    day: DayBounds
    /** The id of the hold that the booking takes the place of. */
    held: string | null
    shown: Shown
  },
): Promise<Answered<'created'> | Replayed | Refused<Refusal>> {
  const [row] = await attemptWrite(
    () => sql<(Answered<'created'> | Replayed | Refused<Refusal>)[]>`
    select r.outcome, r.shown, ${bookingColumns(sql)}
    from create_booking(${requestOf(sql, booking)}, ${key.scope}, ${key.key},
      ${key.fingerprint}, ${key.replayFor}, ${day.start}, ${day.end}, ${held}, ${sql.json(shown)}) r,
      lateral (select (r.booking).*) b`,
  )
  return answerOf(row)
}

/** What was answered under a key before; undefined when nothing was. */
export async function findAnswer(
  { sql }: Sql,
  key: IdempotencyKey,
): Promise<Replayed | Refused<'key_conflict' | 'slot_taken'> | undefined> {
  const [row] = await attempt(
    () => sql<(Replayed | Refused<'key_conflict' | 'slot_taken'>)[]>`
    select r.outcome, r.shown, ${bookingColumns(sql)}
    from replay_answer(${key.scope}, ${key.key}, ${key.fingerprint}, ${key.replayFor}) r,
      lateral (select (r.booking).*) b`,
  )
  return row
}

/** Moves the booking if it is still as the caller knows it. */
export async function moveBooking(
  { sql }: Sql,
  move: { booking: MovedBooking; known: KnownBooking; movedBy: 'invitee' | 'host' },
  { key, day, shown }: { key: IdempotencyKey | null; day: DayBounds; shown: Shown },
): Promise<Answered<'moved' | 'standing'> | Replayed | Refused<Refusal | 'changed'>> {
  const { booking, known, movedBy } = move
  const [row] = await attemptWrite(
    () => sql<(Answered<'moved' | 'standing'> | Replayed | Refused<Refusal | 'changed'>)[]>`
    select r.outcome, r.shown, ${bookingColumns(sql)}
    from reschedule_booking(${requestOf(sql, booking)}, ${known.startTime}, ${known.version},
      ${movedBy}, ${key?.scope ?? null}, ${key?.key ?? null}, ${key?.fingerprint ?? null},
      ${day.start}, ${day.end}, ${sql.json(shown)}) r,
      lateral (select (r.booking).*) b`,
  )
  return answerOf(row)
}

/** Cancels the booking wherever it has been moved to; a second time answers the first one. */
export async function cancelStoredBooking(
  { sql }: Sql,
  cancellation: { id: string; hostId: string; by: 'invitee' | 'host'; reason: string },
  { key, shown }: { key: IdempotencyKey | null; shown: Shown },
): Promise<
  | Answered<'cancelled' | 'already_cancelled'>
  | Replayed
  | Refused<'key_conflict' | 'slot_taken'>
  | undefined
> {
  const { id, hostId, by, reason } = cancellation
  const [row] = await attemptWrite(
    () => sql<
      (
        | Answered<'cancelled' | 'already_cancelled'>
        | Replayed
        | Refused<'key_conflict' | 'slot_taken'>
      )[]
    >`
    select r.outcome, r.shown, ${bookingColumns(sql)}
    from cancel_booking(note_request(${currentRequest()}, ${id}::uuid), ${hostId}, ${by}, ${reason},
      ${key?.scope ?? null}, ${key?.key ?? null}, ${key?.fingerprint ?? null}, ${sql.json(shown)}) r,
      lateral (select (r.booking).*) b`,
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
