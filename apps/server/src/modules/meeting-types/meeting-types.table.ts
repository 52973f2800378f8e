import type { Location } from '@rendez/contract'
import type { BookingWindow } from '@rendez/core'
import {
  boolean,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { schedules } from '../availability/schedules.table.ts'
import { hosts } from '../hosts/hosts.table.ts'

export const meetingTypes = pgTable(
  'meeting_types',
  {
    id: uuid().primaryKey(),
    hostId: uuid()
      .notNull()
      .references(() => hosts.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    slug: text().notNull(),
    description: text().notNull(),
    durationMinutes: integer().notNull(),
    stepMinutes: integer(),
    bufferBeforeMinutes: integer().notNull(),
    bufferAfterMinutes: integer().notNull(),
    minimumNoticeMinutes: integer().notNull(),
    bookingWindow: jsonb().$type<BookingWindow>().notNull(),
    maxBookingsPerDay: integer(),
    location: jsonb().$type<Location>().notNull(),
    color: text().notNull(),
    active: boolean().notNull(),
    secret: boolean().notNull(),
    scheduleId: uuid(),
    /** How long before the start a reminder goes out, each once. */
    reminderMinutes: integer().array().notNull().default([1440, 60]),
    /** The host gets the reminders too. */
    remindHost: boolean().notNull().default(false),
    /** Whether guests are asked for a mobile number, and reminded by SMS as well. */
    sms: text({ enum: ['off', 'optional', 'required'] })
      .notNull()
      .default('off'),
    createdAt: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
    /** Bookings outlive their meeting type: a deleted one is kept for them, without its slug. */
    deletedAt: timestamp({ withTimezone: true, mode: 'date' }),
  },
  (table) => [
    unique('meeting_types_host_id_slug').on(table.hostId, table.slug),
    // The pair keeps a host from using another host's schedule.
    foreignKey({
      name: 'meeting_types_schedule',
      columns: [table.hostId, table.scheduleId],
      foreignColumns: [schedules.hostId, schedules.id],
    }),
  ],
)
