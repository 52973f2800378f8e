import { boolean, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { hosts } from '../hosts/hosts.table.ts'
import { meetingTypes } from '../meeting-types/meeting-types.table.ts'

/** Messages that hosts made up: what `wanted_messages` turns into messages of bookings. */
export const workflows = pgTable(
  'workflows',
  {
    id: uuid().primaryKey(),
    hostId: uuid()
      .notNull()
      .references(() => hosts.id, { onDelete: 'cascade' }),
    meetingTypeId: uuid()
      .notNull()
      .references(() => meetingTypes.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    trigger: text({
      enum: ['booked', 'moved', 'cancelled', 'before_start', 'after_end'],
    }).notNull(),
    offsetMinutes: integer().notNull(),
    channel: text({ enum: ['mail', 'sms'] }).notNull(),
    recipient: text({ enum: ['invitee', 'host'] }).notNull(),
    /** E.164, for text messages to the host. */
    phoneNumber: text(),
    subject: text().notNull(),
    text: text().notNull(),
    active: boolean().notNull(),
    createdAt: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  },
  (table) => [index().on(table.hostId), index().on(table.meetingTypeId)],
)
