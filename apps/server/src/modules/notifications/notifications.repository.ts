import { and, eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Database } from '../../db/client.ts'
import { users } from '../accounts/accounts.table.ts'
import { bookings } from '../bookings/bookings.table.ts'
import { hosts } from '../hosts/hosts.table.ts'
import { meetingTypes } from '../meeting-types/meeting-types.table.ts'
import { workflows } from '../workflows/workflows.table.ts'
import { sentMessages } from './sent-messages.table.ts'

export type BookingForMail = NonNullable<Awaited<ReturnType<typeof loadBookingForMail>>>

/** A booking as it is now, with its host and what it was booked as; null when either is gone. */
export async function loadBookingForMail({ drizzle }: Database, bookingId: string) {
  const [row] = await drizzle
    .select({
      booking: bookings,
      host: {
        name: hosts.displayName,
        address: users.email,
        username: hosts.username,
        timeZone: hosts.timeZone,
        timeFormat: hosts.timeFormat,
      },
      meetingType: {
        slug: meetingTypes.slug,
        active: meetingTypes.active,
        deletedAt: meetingTypes.deletedAt,
        reminderMinutes: meetingTypes.reminderMinutes,
        remindHost: meetingTypes.remindHost,
        sms: meetingTypes.sms,
      },
      // By the database's clock, which decides what is due.
      hasBegun: sql<boolean>`${bookings.startTime} <= now()`,
    })
    .from(bookings)
    .innerJoin(hosts, eq(hosts.id, bookings.hostId))
    .innerJoin(users, eq(users.id, bookings.hostId))
    .leftJoin(meetingTypes, eq(meetingTypes.id, bookings.meetingTypeId))
    .where(eq(bookings.id, bookingId))
  return row ?? null
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
