import type { Location } from '@rendez/contract'
import {
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import { hosts } from '../hosts/hosts.table.ts'

const instant = () => timestamp({ withTimezone: true, mode: 'date' })
const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })
const instantRange = customType<{ data: string }>({ dataType: () => 'tstzrange' })

// Partitioned by month of start_time and without any constraint on overlap: claims hold that one.
// What the migration adds by hand: the partitions, the exclusion constraint and the functions.
export const bookings = pgTable(
  'bookings',
  {
    id: uuid().notNull(),
    hostId: uuid().notNull(),
    meetingTypeId: uuid().notNull(),
    status: text({ enum: ['confirmed', 'cancelled'] }).notNull(),
    startTime: instant().notNull(),
    endTime: instant().notNull(),
    version: integer().notNull().default(0),
    inviteeName: text().notNull(),
    inviteeEmail: text().notNull(),
    inviteeTimeZone: text().notNull(),
    notes: text().notNull(),
    /** As it was agreed: a later change of the meeting type does not move a booked meeting. */
    meetingTypeName: text().notNull(),
    durationMinutes: integer().notNull(),
    location: jsonb().$type<Location>().notNull(),
    bufferBeforeMinutes: integer().notNull(),
    bufferAfterMinutes: integer().notNull(),
    /** SHA-256 of the manage token. */
    manageTokenHash: bytes().notNull(),
    cancelledBy: text({ enum: ['invitee', 'host'] }),
    cancellationReason: text(),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
    /** E.164; null when the guest gave none. */
    inviteePhone: text(),
  },
  (table) => [
    primaryKey({ columns: [table.id, table.startTime] }),
    index().on(table.hostId, table.startTime),
    index().on(table.meetingTypeId, table.startTime),
  ],
)

/** The time of a host that is taken now: live bookings and holds only, buffers inside `during`. */
export const claims = pgTable(
  'claims',
  {
    bookingId: uuid().notNull(),
    hostId: uuid()
      .notNull()
      .references(() => hosts.id, { onDelete: 'cascade' }),
    during: instantRange().notNull(),
    /** null: a booking; otherwise a hold that lapses then, by the database's clock. */
    expiresAt: instant(),
  },
  (table) => [primaryKey({ columns: [table.bookingId, table.hostId] })],
)

/** Append-only: what happened to a booking, when and by whom. */
export const bookingHistory = pgTable(
  'booking_history',
  {
    bookingId: uuid().notNull(),
    version: integer().notNull(),
    action: text({ enum: ['created', 'moved', 'cancelled'] }).notNull(),
    actor: text({ enum: ['invitee', 'host'] }).notNull(),
    details: jsonb().notNull(),
    at: instant().notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.bookingId, table.version] })],
)

export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    /** What the key is unique within: the operation and its subject. */
    scope: text().notNull(),
    key: text().notNull(),
    fingerprint: bytes().notNull(),
    /** The answer of the first request, given again to every retry; null while in progress. */
    answer: jsonb(),
    /** What the answer showed beside the booking: how its host and its meeting type were then. */
    shown: jsonb(),
    bookingId: uuid(),
    createdAt: instant().notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.scope, table.key] }), index().on(table.bookingId)],
)
