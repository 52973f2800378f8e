import type { Database } from '../db/client.ts'

type Sql = Database['sql']

export type QueueStatus = {
  /** ISO, or null when events are carried. */
  pausedAt: string | null
  /** Events that are not handled yet, those that wait for their next attempt among them. */
  waiting: number
  /** Of those: what a broker has, or had. */
  withBroker: number
  /** Of those: what has failed at least once. */
  failing: number
  /** Events that were given up. */
  dead: number
  /** Seconds since the oldest event that waits happened; 0 when none waits. */
  oldestSeconds: number
}

/** An event that was given up. */
export type DeadEvent = {
  id: string
  kind: string
  subject: string
  reason: string
  /** ISO. */
  deadAt: string
}

/** What is in the outbox. */
export async function readQueueStatus(sql: Sql): Promise<QueueStatus> {
  const [row] = await sql<(Omit<QueueStatus, 'pausedAt'> & { pausedAt: Date | null })[]>`
    select
      (select paused_at from queue_pauses) as "pausedAt",
      count(*) filter (where dead_at is null)::int as waiting,
      count(*) filter (where dead_at is null
        and exists (select from inbox where event_id = outbox.id))::int as "withBroker",
      count(*) filter (where dead_at is null and last_error is not null)::int as failing,
      count(*) filter (where dead_at is not null)::int as dead,
      coalesce(extract(epoch from now() - min(occurred_at) filter (where dead_at is null)), 0)::int
        as "oldestSeconds"
    from outbox
  `
  if (row === undefined) throw new Error('the outbox has no status')
  return { ...row, pausedAt: row.pausedAt?.toISOString() ?? null }
}

/** From now on no process takes an event from the outbox. Whether that is new. */
export async function pauseQueue(sql: Sql): Promise<boolean> {
  const rows = await sql`insert into queue_pauses default values on conflict do nothing returning 1`
  return rows.length > 0
}

/** Ends a pause; whether there was one. */
export async function resumeQueue(sql: Sql): Promise<boolean> {
  return (await sql`delete from queue_pauses returning 1`).length > 0
}

/** The events that were given up, in their order; all, or the one of this id. */
export async function listDeadEvents(sql: Sql, id: string | null = null): Promise<DeadEvent[]> {
  const rows = await sql<(Omit<DeadEvent, 'deadAt'> & { deadAt: Date })[]>`
    select id, kind, subject, coalesce(last_error, 'unknown') as reason, dead_at as "deadAt"
    from outbox where dead_at is not null and (${id}::text is null or id::text = ${id})
    order by position
  `
  return rows.map((row) => ({ ...row, deadAt: row.deadAt.toISOString() }))
}

/** Gives events that were given up all of their attempts again, from now on. */
export async function reviveEvents(sql: Sql, ids: string[]): Promise<void> {
  await sql`
    with unhandled as (
      update inbox set attempts = 0, unended_attempts = 0, next_attempt_at = now()
      where event_id = any(${ids}::uuid[]) and handled_at is null
    )
    update outbox
    set dead_at = null, revived_at = now(), attempts = 0, unended_attempts = 0,
      next_attempt_at = now(), last_error = null
    where id = any(${ids}::uuid[]) and dead_at is not null
  `
}
