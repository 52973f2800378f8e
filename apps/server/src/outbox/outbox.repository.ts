import type { Database } from '../db/client.ts'
import type { Tries } from './reason-to-give-up.ts'

type Sql = Database['sql']

/** A row of the outbox that this process has on lease. */
export type ClaimedRow = Tries & {
  /** A bigint, as text. */
  position: string
  /** Since the event happened. */
  ageSeconds: number
  /** The end of the lease, as PostgreSQL writes it: whoever has changed it since has the event in hand. */
  leasedUntil: string
  event: {
    id: string
    kind: string
    subject: string
    payload: unknown
    occurredAt: string
    requestId?: string
  }
}

/**
 * Takes up to `limit` events that are due, oldest first, and leases each for `leaseSeconds`: only
 * then, or when it is postponed, another relay may take it. An event waits for the earlier ones of
 * its subject, unless they are dead. Notes for each that these consumers are to handle it, and takes
 * nothing while the queue is paused. No row lock outlives the statement.
 */
export async function claimRows(
  sql: Sql,
  limit: number,
  leaseSeconds: number,
  consumers: string[],
): Promise<ClaimedRow[]> {
  // Not prepared: a plan made while the outbox was empty reads all of it for every row of a backlog.
  const rows = await sql.unsafe<RawRow[]>(claimStatement, [limit, leaseSeconds, consumers])
  return rows.map(toClaimedRow)
}

// What is claimed may never be begun, when the answer is lost: after an attempt without an end, further ones
// are counted when they begin.
// The subject's head is a scalar subquery, which stays a look-up in an index: as an anti-join, and
// with statistics from when the outbox was empty, it took seconds for 5,000 events.
const claimStatement = `
  with due as (
    select position, unended_attempts from outbox candidate
    where dead_at is null and next_attempt_at <= now() and position = (
      select min(position) from outbox head
      where head.subject = candidate.subject and head.dead_at is null
    ) and not exists (select from queue_pauses)
    order by position
    limit $1
    for update skip locked
  ), claimed as (
    update outbox
    set attempts = attempts + (due.unended_attempts = 0)::int,
      unended_attempts = greatest(outbox.unended_attempts, 1),
      next_attempt_at = now() + make_interval(secs => $2)
    from due
    where outbox.position = due.position
    returning outbox.position, id, kind, subject, payload, occurred_at, request_id,
      attempts + (due.unended_attempts > 0)::int as attempts,
      due.unended_attempts + 1 as unended_attempts, next_attempt_at::text as leased_until,
      extract(epoch from now() - occurred_at)::float8 as age_seconds
  ), awaited as (
    insert into inbox (event_id, consumer)
    select id, consumer from claimed, unnest($3::text[]) consumer
    on conflict do nothing
  )
  select * from claimed order by position
`

type RawRow = {
  position: string
  id: string
  kind: string
  subject: string
  payload: unknown
  occurred_at: Date
  request_id: string | null
  attempts: number
  unended_attempts: number
  leased_until: string
  age_seconds: number
}

function toClaimedRow(row: RawRow): ClaimedRow {
  const { position, attempts, id, kind, subject, payload, occurred_at, request_id } = row
  const request = request_id === null ? {} : { requestId: request_id }
  const event = { id, kind, subject, payload, occurredAt: occurred_at.toISOString(), ...request }
  return {
    position,
    attempts,
    unendedAttempts: row.unended_attempts,
    leasedUntil: row.leased_until,
    ageSeconds: row.age_seconds,
    event,
  }
}

/** Keeps what is still being delivered from being taken by another relay. */
export async function renewLeases(
  sql: Sql,
  positions: string[],
  leaseSeconds: number,
): Promise<void> {
  await sql`
    update outbox set next_attempt_at = now() + make_interval(secs => ${leaseSeconds})
    where position = any(${positions}::bigint[]) and dead_at is null
  `
}

/** Counts that an event begins which has begun before without an end; false when its lease was lost meanwhile. */
export async function countUnended(
  sql: Sql,
  { position, attempts }: Pick<ClaimedRow, 'position' | 'attempts'>,
): Promise<boolean> {
  const { count } = await sql`
    update outbox set attempts = ${attempts}, unended_attempts = unended_attempts + 1
    where position = ${position} and attempts = ${attempts - 1}
  `
  return count === 1
}

/** Gives back what was claimed after an attempt without an end, and is not tried until `seconds` have passed. */
export async function releaseRows(sql: Sql, positions: string[], seconds: number): Promise<void> {
  await sql`
    update outbox set next_attempt_at = now() + make_interval(secs => ${seconds})
    where position = any(${positions}::bigint[]) and dead_at is null
  `
}

/** Of events that were delivered. */
export async function deleteRows(sql: Sql, positions: string[]): Promise<void> {
  await sql`delete from outbox where position = any(${positions}::bigint[])`
}

/**
 * Of events that a broker has: they are published again when a consumer's own time has come, or when
 * nobody has begun within `seconds`. What was tried until now was to publish it, and that worked.
 *
 * A consumer may begin while this runs, and what it has noted in `inbox` is not seen then. So the look
 * that it has set is kept: else the event of a process that dies now would wait ten minutes, not one.
 */
export async function noteDispatched(
  sql: Sql,
  rows: Pick<ClaimedRow, 'position' | 'leasedUntil'>[],
  seconds: number,
): Promise<void> {
  const positions = rows.map(({ position }) => position)
  const leases = rows.map(({ leasedUntil }) => leasedUntil)
  await sql`
    update outbox set attempts = 0, unended_attempts = 0, next_attempt_at = case
      when next_attempt_at = noted.leased_until then least(
        now() + make_interval(secs => ${seconds}),
        (select min(inbox.next_attempt_at) from inbox
          where event_id = outbox.id and handled_at is null and inbox.next_attempt_at > now()))
      else next_attempt_at
    end
    from unnest(${positions}::bigint[], ${leases}::text[]::timestamptz[])
      noted(noted_position, leased_until)
    where position = noted_position and dead_at is null
  `
}

/**
 * Has what a broker had for this consumer published again now: it has lost that. What the consumer has
 * begun comes back by itself. What a relay has in hand is passed over: it is published anyway, or it was
 * confirmed a moment ago and is not noted yet, and comes again as any that nobody begins.
 */
export async function redeliverUnbegun(sql: Sql, consumer: string): Promise<void> {
  await sql`
    with lost as (
      select position from outbox
      where attempts = 0 and dead_at is null and next_attempt_at > now() and exists (
        select from inbox
        where event_id = outbox.id and consumer = ${consumer} and attempts = 0 and handled_at is null)
      order by position
      for no key update skip locked
    )
    update outbox set next_attempt_at = now() from lost where outbox.position = lost.position
  `
}

/** The number of attempts fences: whoever has lost the lease changes nothing. */
export async function postponeRow(
  sql: Sql,
  { position, attempts }: ClaimedRow,
  delaySeconds: number,
  reason: string,
): Promise<void> {
  await sql`
    update outbox
    set next_attempt_at = now() + make_interval(secs => ${delaySeconds}), unended_attempts = 0,
      last_error = ${reason}
    where position = ${position} and attempts = ${attempts}
  `
}

/** Gives up: the event stays for inspection and replay, and no longer holds back later ones. */
export async function buryRow(
  sql: Sql,
  { position, attempts }: ClaimedRow,
  reason: string,
): Promise<void> {
  await sql`
    update outbox set dead_at = now(), last_error = ${reason}
    where position = ${position} and attempts = ${attempts}
  `
}
