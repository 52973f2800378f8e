import type { PendingQuery, Row, TransactionSql } from 'postgres'
import type { Database } from '../db/client.ts'
import type { Tries } from './reason-to-give-up.ts'

type Sql = Database['sql']

/** One consumer's handling of one event. */
export type Handling = { eventId: string; consumer: string }

/** The number of attempts fences: whoever has lost the lease changes nothing. */
export type Attempt = Handling & { attempts: number }

/**
 * Takes an event for `leaseSeconds`. Answers how often this consumer has tried it, this time counted,
 * or null when there is nothing to do: it has handled it, another process is at it, it waits for its
 * next attempt, or it is dead.
 *
 * Whoever never hears the answer never tries. So after an attempt without an end nothing is counted
 * here, and `countAttempt` does it: else a database that commits and does not answer would use all up.
 *
 * What a process had in hand when it died comes back when its lease is over, all of it at once, and
 * what ended the process would take the rest along again. So from the second time on the leases end
 * apart, over a time that doubles.
 */
export async function beginHandling(
  sql: Sql,
  { eventId, consumer }: Handling,
  leaseSeconds: number,
): Promise<Tries | null> {
  const [row] = await sql<Tries[]>`
    with due as (
      select unended_attempts from inbox
      where event_id = ${eventId} and consumer = ${consumer}
        and handled_at is null and next_attempt_at <= now()
        and exists (select from outbox where id = ${eventId} and dead_at is null)
      for no key update
    ), begun as (
      update inbox
      set attempts = attempts + (unended_attempts = 0)::int,
        unended_attempts = greatest(unended_attempts, 1),
        next_attempt_at = now() + make_interval(
          secs => ${leaseSeconds} * (1 + random() * (power(2, least(unended_attempts, 5)) - 1)))
      where event_id = ${eventId} and consumer = ${consumer} and exists (select from due)
      returning attempts, next_attempt_at
    ), leased as (
      update outbox set next_attempt_at = ${nextLook(sql, { eventId, consumer }, sql`(select next_attempt_at from begun)`)}
      where id = ${eventId} and exists (select from begun)
    )
    select attempts + (unended_attempts > 0)::int as attempts,
      unended_attempts + 1 as "unendedAttempts"
    from begun, due
  `
  return row ?? null
}

/** Counts an attempt that begins after one without an end; false when it has lost the lease meanwhile. */
export async function countAttempt(
  sql: Sql,
  { eventId, consumer, attempts }: Attempt,
): Promise<boolean> {
  const { count } = await sql`
    update inbox set attempts = ${attempts}, unended_attempts = unended_attempts + 1
    where event_id = ${eventId} and consumer = ${consumer} and attempts = ${attempts - 1}
  `
  return count === 1
}

/** Sets when this consumer tries again: it is still at it, or it has failed and has a reason. */
export async function postponeHandling(
  sql: Sql,
  { eventId, consumer, attempts }: Attempt,
  seconds: number,
  reason: string | null = null,
): Promise<void> {
  await sql`
    with postponed as (
      update inbox set next_attempt_at = now() + make_interval(secs => ${seconds}),
        unended_attempts = case when ${reason}::text is null then unended_attempts else 0 end
      where event_id = ${eventId} and consumer = ${consumer} and attempts = ${attempts}
        and handled_at is null
      returning event_id
    )
    update outbox set
      next_attempt_at = ${nextLook(sql, { eventId, consumer }, inSeconds(sql, seconds))},
      last_error = coalesce(${reason}, last_error)
    where id in (select event_id from postponed) and dead_at is null
  `
}

/** Gives up: the event stays for inspection and replay, and no longer holds back later ones. */
export async function buryEvent(
  sql: Sql,
  { eventId, consumer, attempts }: Attempt,
  reason: string,
): Promise<void> {
  await sql`
    update outbox set dead_at = now(), last_error = ${reason}
    where id = ${eventId} and exists (
      select from inbox
      where event_id = ${eventId} and consumer = ${consumer} and attempts = ${attempts})
  `
}

/** Notes that a consumer has handled an event, which leaves the outbox with the last of them. */
export async function finishHandling(
  sql: Sql,
  { eventId, consumer }: Handling,
  redeliverySeconds: number,
): Promise<void> {
  await sql`
    update inbox set handled_at = now()
    where event_id = ${eventId} and consumer = ${consumer} and handled_at is null
  `
  // A statement of its own: it must see what another consumer has noted meanwhile.
  if (await deleteHandled(sql, eventId)) return
  await sql.begin(async (tx) => {
    // Another consumer may be beginning. A statement that waited for it would not see what it has noted
    // in `inbox`; the next one does. Else, if it dies, its event waits for the redelivery.
    await tx`select from outbox where id = ${eventId} for update`
    await tx`
      update outbox set next_attempt_at = ${nextLook(tx, { eventId, consumer }, inSeconds(tx, redeliverySeconds))}
      where id = ${eventId}
    `
  })
}

/** Whether all that were to handle an event have; it leaves the outbox then. */
export async function deleteHandled(sql: Sql, eventId: string): Promise<boolean> {
  const deleted = await sql`
    delete from outbox where id = ${eventId}
      and exists (select from inbox where event_id = ${eventId})
      and not exists (select from inbox where event_id = ${eventId} and handled_at is null)
    returning id
  `
  return deleted.length > 0
}

/**
 * Whom an event waits for when it waits for none of `consumers`: only another release can handle it.
 * null when one of `consumers` has not handled it, or another release has it in hand or tries it later.
 */
export async function findStranger(
  sql: Sql,
  eventId: string,
  consumers: string[],
): Promise<string | null> {
  const [row] = await sql<{ consumer: string | null }[]>`
    select min(consumer) as consumer from inbox
    where event_id = ${eventId} and handled_at is null
    having bool_and(consumer <> all(${consumers}::text[]) and next_attempt_at <= now())
  `
  return row?.consumer ?? null
}

// Long enough for what was just published to be begun.
const OVERDUE_SECONDS = 5

/**
 * At `time`, or before that when another consumer's time comes. One whose next attempt is overdue may
 * have nobody who brings it: the process that was to publish it again may be gone. One that has not
 * begun has its message in the broker.
 */
function nextLook(
  sql: Sql | TransactionSql,
  { eventId, consumer }: Handling,
  time: PendingQuery<Row[]>,
) {
  return sql`least(
    ${time},
    (select min(greatest(next_attempt_at, now() + make_interval(secs => ${OVERDUE_SECONDS})))
      from inbox where event_id = ${eventId} and consumer <> ${consumer} and handled_at is null
        and (next_attempt_at > now() or attempts > 0))
  )`
}

function inSeconds(sql: Sql | TransactionSql, seconds: number): PendingQuery<Row[]> {
  return sql`now() + make_interval(secs => ${seconds})`
}
