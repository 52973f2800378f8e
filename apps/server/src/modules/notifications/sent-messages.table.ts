import { index, integer, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'

const instant = () => timestamp({ withTimezone: true, mode: 'date' })

/** Every message to a person: reserved before it is sent, so that a retry is the same message. */
export const sentMessages = pgTable(
  'sent_messages',
  {
    id: uuid().primaryKey(),
    eventId: uuid().notNull(),
    bookingId: uuid(),
    template: text().notNull(),
    channel: text({ enum: ['mail', 'sms'] })
      .notNull()
      .default('mail'),
    /** A mail address, or a phone number in E.164. */
    recipient: text().notNull(),
    messageId: text().notNull(),
    /** What the SMS provider calls it. */
    providerId: text(),
    /** Empty for an SMS, which has none. */
    subject: text().notNull(),
    state: text({ enum: ['reserved', 'accepted', 'refused', 'skipped'] }).notNull(),
    attempts: integer().notNull().default(0),
    lastError: text(),
    createdAt: instant().notNull().defaultNow(),
    acceptedAt: instant(),
  },
  (table) => [
    unique('sent_messages_once').on(table.eventId, table.template, table.recipient),
    index().on(table.bookingId),
    index().on(table.createdAt),
  ],
)
