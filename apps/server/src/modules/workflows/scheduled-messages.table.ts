import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import { hosts } from '../hosts/hosts.table.ts'

const instant = () => timestamp({ withTimezone: true, mode: 'date' })

/**
 * Messages about bookings that wait for their time: what the view `wanted_messages` asks for, and
 * what of it was released to the outbox. A released row stays, so that nothing is released twice.
 */
export const scheduledMessages = pgTable(
  'scheduled_messages',
  {
    /** Also the id of the event that it becomes. */
    id: uuid().primaryKey().defaultRandom(),
    bookingId: uuid().notNull(),
    hostId: uuid()
      .notNull()
      .references(() => hosts.id, { onDelete: 'cascade' }),
    /** `reminder:<minutes before>` or `workflow:<id>`. */
    rule: text().notNull(),
    /** The booking's version that the rule speaks of: a booking that is moved has other messages. */
    version: integer().notNull(),
    dueAt: instant().notNull(),
    releasedAt: instant(),
  },
  (table) => [
    unique('scheduled_messages_once').on(table.bookingId, table.rule, table.version),
    index('scheduled_messages_due').on(table.dueAt).where(sql`released_at is null`),
    index('scheduled_messages_released').on(table.releasedAt).where(sql`released_at is not null`),
  ],
)
