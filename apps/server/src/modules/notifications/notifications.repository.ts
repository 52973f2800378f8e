import { and, eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Database } from '../../db/client.ts'
import { type BookingRow, bookingColumns } from '../bookings/bookings.table.ts'
import type { hosts } from '../hosts/hosts.table.ts'
import type { meetingTypes } from '../meeting-types/meeting-types.table.ts'
import { workflows } from '../workflows/workflows.table.ts'
import { sentMessages } from './sent-messages.table.ts'

/** A booking as it is now, with its host and what it was booked as. */
export type BookingForMail = {
  booking: BookingRow
  host: Pick<typeof hosts.$inferSelect, 'username' | 'timeZone' | 'timeFormat'> & {
    name: string
    address: string
  }
  meetingType:
    | (Pick<
        typeof meetingTypes.$inferSelect,
        'slug' | 'active' | 'reminderMinutes' | 'remindHost' | 'sms'
      > & { deleted: boolean })
    | null
  /** By the database's clock, which decides what is due. */
  hasBegun: boolean
}

type BookingForMailRow = BookingRow & Omit<BookingForMail, 'booking'>

/** null when the booking or its host is gone. Prepared: it is planned over every partition. */
export async function loadBookingForMail(
  { sql }: Pick<Database, 'sql'>,
  bookingId: string,
): Promise<BookingForMail | null> {
  const [row] = await sql<BookingForMailRow[]>`
    select ${bookingColumns(sql)}, b.start_time <= now() as "hasBegun",
      json_build_object('name', h.display_name, 'address', u.email, 'username', h.username,
        'timeZone', h.time_zone, 'timeFormat', h.time_format) as host,
      case when m.id is not null then
        json_build_object('slug', m.slug, 'active', m.active, 'deleted', m.deleted_at is not null,
          'reminderMinutes', m.reminder_minutes, 'remindHost', m.remind_host, 'sms', m.sms)
      end as "meetingType"
    from bookings b
    join hosts h on h.id = b.host_id
    join users u on u.id = b.host_id
    left join meeting_types m on m.id = b.meeting_type_id
    where b.id = ${bookingId}`
  if (row === undefined) return null
  const { host, meetingType, hasBegun, ...booking } = row
  return { booking, host, meetingType, hasBegun }
}

/** A host's own message as it is now; null when it is gone. */
export async function findWorkflow(
  { drizzle }: Database,
  id: string,
): Promise<typeof workflows.$inferSelect | null> {
  const [row] = await drizzle.select().from(workflows).where(eq(workflows.id, id))
  return row ?? null
}

export type Reservation = Pick<
  typeof sentMessages.$inferInsert,
  'eventId' | 'bookingId' | 'template' | 'channel' | 'recipient' | 'messageId' | 'subject'
>

/**
 * Notes that a message is about to be sent, or is tried again. Answers its id and which attempt it is, 1
 * at first, or null when it is settled: accepted, refused or skipped.
 */
export async function reserveMessage(
  { drizzle }: Database,
  reservation: Reservation,
): Promise<{ id: string; attempts: number } | null> {
  const [row] = await drizzle
    .insert(sentMessages)
    .values({ id: uuidv7(), state: 'reserved', attempts: 1, ...reservation })
    .onConflictDoUpdate({
      target: [sentMessages.eventId, sentMessages.template, sentMessages.recipient],
      set: { attempts: sql`${sentMessages.attempts} + 1` },
      setWhere: eq(sentMessages.state, 'reserved'),
    })
    .returning({ id: sentMessages.id, attempts: sentMessages.attempts })
  return row ?? null
}

/** What became of a message, for good. */
export async function settleMessage(
  { drizzle }: Database,
  id: string,
  outcome:
    | { state: 'accepted'; providerId: string | null }
    | { state: 'skipped' | 'refused'; reason: string },
): Promise<void> {
  const change =
    outcome.state === 'accepted'
      ? { ...outcome, acceptedAt: sql`now()`, lastError: null }
      : { state: outcome.state, lastError: outcome.reason }
  await drizzle
    .update(sentMessages)
    .set(change)
    .where(and(eq(sentMessages.id, id), eq(sentMessages.state, 'reserved')))
}

/** Why the last attempt at a message failed; it will be tried again. */
export async function noteFailure(
  { drizzle }: Database,
  id: string,
  reason: string,
): Promise<void> {
  await drizzle.update(sentMessages).set({ lastError: reason }).where(eq(sentMessages.id, id))
}
