import { sql } from 'drizzle-orm'
import {
  bigserial,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'

/** Domain events, written in the transaction of what they tell, deleted once delivered. */
export const outbox = pgTable(
  'outbox',
  {
    position: bigserial({ mode: 'bigint' }).primaryKey(),
    id: uuid().notNull().unique(),
    kind: text().notNull(),
    subject: text().notNull(),
    payload: jsonb().notNull(),
    /** Of the request that it follows from; functions in SQL take it from their transaction. */
    requestId: text().default(sql`nullif(current_setting('rendez.request_id', true), '')`),
    occurredAt: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
    attempts: integer().notNull().default(0),
    /** The last of them, of which nobody has noted an end: one is under way, or its process has died. */
    unendedAttempts: integer().notNull().default(0),
    nextAttemptAt: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
    lastError: text(),
    /** Set when retries are used up; kept for inspection and replay. */
    deadAt: timestamp({ withTimezone: true, mode: 'date' }),
    /** When it was last brought back from there, with all of its attempts. */
    revivedAt: timestamp({ withTimezone: true, mode: 'date' }),
  },
  (table) => [index().on(table.subject, table.position), index().on(table.nextAttemptAt)],
)
