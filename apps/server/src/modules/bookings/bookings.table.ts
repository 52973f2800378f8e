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
import type postgres from 'postgres'
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
    /** The clock that the invitee reads; null when nobody said. */
    inviteeTimeFormat: text({ enum: ['12h', '24h'] }),
  },
  (table) => [
    primaryKey({ columns: [table.id, table.startTime] }),
    index().on(table.hostId, table.startTime),
    index().on(table.meetingTypeId, table.startTime),
  ],
)

export type BookingRow = typeof bookings.$inferSelect

/** The columns of a bookings row `b` under the names of BookingRow. */
export function bookingColumns(sql: postgres.Sql) {
  return sql`
    b.id, b.host_id as "hostId", b.meeting_type_id as "meetingTypeId", b.status,
    b.start_time as "startTime", b.end_time as "endTime", b.version,
    b.invitee_name as "inviteeName", b.invitee_email as "inviteeEmail",
    b.invitee_time_zone as "inviteeTimeZone", b.notes, b.meeting_type_name as "meetingTypeName",
    b.duration_minutes as "durationMinutes", b.location,
    b.buffer_before_minutes as "bufferBeforeMinutes",
    b.buffer_after_minutes as "bufferAfterMinutes", b.manage_token_hash as "manageTokenHash",
    b.cancelled_by as "cancelledBy", b.cancellation_reason as "cancellationReason",
    b.created_at as "createdAt", b.updated_at as "updatedAt",
    b.invitee_phone as "inviteePhone", b.invitee_time_format as "inviteeTimeFormat"`
}

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
  (table) => [
    primaryKey({ columns: [table.scope, table.key] }),
    index().on(table.bookingId),
    index().on(table.createdAt),
  ],
)
