import { sql } from 'drizzle-orm'
import { boolean, check, pgTable, timestamp } from 'drizzle-orm/pg-core'

/** Has its one row while no process may take events from the outbox. */
export const queuePauses = pgTable(
  'queue_pauses',
  {
    only: boolean().primaryKey().default(true),
    pausedAt: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  },
  (table) => [check('queue_pauses_only', sql`${table.only}`)],
)
