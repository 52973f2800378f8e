import type { Database } from '../../db/client.ts'

type Sql = Database['sql']

// A statement is short, so that nobody waits behind it and its deadline is never near.
const BATCH = 1_000

/** What has no use any more, and since when, as SQL. */
const expired = {
  // Longer than any client retries; an answer holds what the invitee typed.
  idempotency_keys: "created_at < now() - interval '7 days'",
  // Lapsed holds, with some room for one that is being confirmed; and time that is over.
  claims: "expires_at < now() - interval '1 minute' or upper(during) < now() - interval '1 day'",
  // A hold counts against the next ones for an hour.
  holds: "expires_at < now() - interval '2 hours'",
  verifications: 'expires_at < now()',
  sessions: 'expires_at < now()',
  sent_messages: "created_at < now() - interval '90 days'",
  // The longest that a rule looks back is 60 days.
  scheduled_messages: "released_at < now() - interval '90 days'",
  outbox: "dead_at < now() - interval '7 days'",
} as const

export type ExpiredTable = keyof typeof expired

export const expiredTables = Object.keys(expired).filter(isExpiredTable)

function isExpiredTable(name: string): name is ExpiredTable {
  return name in expired
}

/** What grows with every booking, by the index that finds it. The others are small, or read as a whole. */
const order: Partial<Record<ExpiredTable, string>> = {
  idempotency_keys: 'created_at',
  sent_messages: 'created_at',
  scheduled_messages: 'released_at',
}

/** Deletes all that is expired in a table, in batches, and passes over rows that somebody holds. */
export async function deleteExpired(
  sql: Sql,
  table: ExpiredTable,
  signal: AbortSignal,
): Promise<number> {
  const inOrder = sql.unsafe(order[table] === undefined ? '' : `order by ${order[table]}`)
  for (let total = 0; ; ) {
    signal.throwIfAborted()
    const { count } = await sql`
      delete from ${sql(table)} where ctid = any (array(
        select ctid from ${sql(table)} where ${sql.unsafe(expired[table])} ${inOrder}
        limit ${BATCH} for update skip locked))`
    total += count
    if (count < BATCH) return total
  }
}
