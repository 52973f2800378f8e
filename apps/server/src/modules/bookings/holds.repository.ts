import { attempt } from '../../db/attempt.ts'
import type { Database } from '../../db/client.ts'
import { attemptWrite } from './attempt-write.ts'
import { type BookingRow, toRequest } from './bookings.repository.ts'
import type { IdempotencyKey } from './derive-idempotency-key.ts'
import type { DayBounds } from './find-day-bounds.ts'
import { holdLimits } from './hold-limits.ts'

type Sql = Pick<Database, 'sql'>

export type HoldRow = { id: string; startTime: Date; endTime: Date; expiresAt: Date }

export type NewHold = Pick<
  BookingRow,
  | 'id'
  | 'hostId'
  | 'meetingTypeId'
  | 'startTime'
  | 'endTime'
  | 'bufferBeforeMinutes'
  | 'bufferAfterMinutes'
> & { tokenHash: Uint8Array; networkHash: Uint8Array }

type Answered = { outcome: 'held' | 'replayed' } & HoldRow
type Refused =
  | { outcome: 'key_conflict' | 'too_many' }
  | { outcome: 'inactive' }
  | { outcome: 'slot_taken' }

/**
 * Claims the time until the hold lapses, or refuses and leaves all as it was. The same hold again is held.
 *
 * @param previous the id of a hold of the same guest, which ends with this one
 */
export async function insertHold(
  { sql }: Sql,
  hold: NewHold,
  { previous, key, day }: { previous: string | null; key: IdempotencyKey | null; day: DayBounds },
): Promise<Answered | Refused> {
  const { lastsSeconds, mostOfNetwork, mostOfDay, mostOfTimeInAnHour } = holdLimits
  const [row] = await attemptWrite(
    () => sql<(Answered | Refused)[]>`
    select r.outcome, h.id, h.start_time as "startTime", h.end_time as "endTime",
      h.expires_at as "expiresAt"
    from create_hold(${sql.json(toRequest(hold))}, make_interval(secs => ${lastsSeconds}),
      ${previous}, ${mostOfNetwork}, ${mostOfDay}, ${mostOfTimeInAnHour}, ${day.start}, ${day.end},
      ${key?.scope ?? null}, ${key?.key ?? null}, ${key?.fingerprint ?? null}) r,
      lateral (select (r.hold).*) h`,
  )
  if (row === undefined) throw new Error('create_hold answered nothing')
  return row
}

/** What was answered under a key before; undefined when nothing was. */
export async function findHoldAnswer(
  { sql }: Sql,
  { scope, key, fingerprint }: IdempotencyKey,
): Promise<({ outcome: 'replayed' } & HoldRow) | { outcome: 'key_conflict' } | undefined> {
  const [row] = await attempt(
    () => sql<(({ outcome: 'replayed' } & HoldRow) | { outcome: 'key_conflict' })[]>`
    select r.outcome, h.id, h.start_time as "startTime", h.end_time as "endTime",
      h.expires_at as "expiresAt"
    from find_answer(${scope}, ${key}, ${fingerprint}, null) r,
      jsonb_populate_record(null::holds, r.answer) h`,
  )
  return row
}

/** The id of the hold that a token opens and whose claim is still there, lapsed or not. */
export async function findHoldId({ sql }: Sql, tokenHash: Uint8Array): Promise<string | null> {
  const [row] = await attempt(
    () => sql<{ id: string }[]>`
    select h.id from holds h
    join claims c on c.booking_id = h.id and c.host_id = h.host_id and c.expires_at is not null
    where h.token_hash = ${tokenHash}`,
  )
  return row?.id ?? null
}

type OwnHold = { id: string; tokenHash: Uint8Array }

/** Whose time a guest holds or has held; null when the token does not open the hold. */
export async function findHoldHost(
  { sql }: Sql,
  { id, tokenHash }: OwnHold,
): Promise<string | null> {
  const [row] = await attempt(
    () => sql<{ hostId: string }[]>`
    select host_id as "hostId" from holds where id = ${id} and token_hash = ${tokenHash}`,
  )
  return row?.hostId ?? null
}

/** Lets the time of a hold go, if it is still held. */
export async function deleteHoldClaim({ sql }: Sql, { id, tokenHash }: OwnHold): Promise<void> {
  await attempt(
    () => sql`
    delete from claims c using holds h
    where h.id = ${id} and h.token_hash = ${tokenHash} and c.booking_id = h.id
      and c.host_id = h.host_id and c.expires_at is not null`,
  )
}
