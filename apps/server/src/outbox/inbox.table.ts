import { integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { outbox } from './outbox.table.ts'

/**
 * Who is to handle an event that was given to a broker, and who has. The event leaves the outbox when
 * all of them have, and these rows with it: a message without one was handled.
 */
export const inbox = pgTable(
  'inbox',
  {
    eventId: uuid()
      .notNull()
      .references(() => outbox.id, { onDelete: 'cascade' }),
    consumer: text().notNull(),
    attempts: integer().notNull().default(0),
    /** The last of them, of which nobody has noted an end: one is under way, or its process has died. */
    unendedAttempts: integer().notNull().default(0),
    /** While it is handled: when it is taken from a process that has died. */
    nextAttemptAt: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
    handledAt: timestamp({ withTimezone: true, mode: 'date' }),
  },
  (table) => [primaryKey({ columns: [table.eventId, table.consumer] })],
)
