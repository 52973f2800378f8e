import { sql } from 'drizzle-orm'
import type { Database, Transaction } from '../../db/client.ts'

// What is wanted, and how it is scheduled, is written in SQL: db/migrations/0011_reminders.sql.

/**
 * Makes the messages that wait for a booking those that it should have now. What was due before
 * `notBefore` (ISO 8601) is not scheduled any more. To be repeated as often as anybody likes.
 */
export async function scheduleMessages(
  { sql }: Pick<Database, 'sql'>,
  bookingId: string,
  notBefore: string,
): Promise<void> {
  await sql`select schedule_messages(array[${bookingId}::uuid], ${notBefore}::timestamptz)`
}

/** The same for every booking of a meeting type, after its rules have changed in `transaction`. */
export async function rescheduleMessagesOf(
  transaction: Transaction,
  meetingTypeId: string,
): Promise<void> {
  await transaction.execute(sql`select reschedule_messages_of(${meetingTypeId}::uuid)`)
}

/**
 * Hands up to `limit` messages whose time has come to the outbox, in one transaction. Answers how
 * many; those that another process is handing over are passed by.
 */
export async function releaseDueMessages(
  { sql }: Pick<Database, 'sql'>,
  limit: number,
): Promise<number> {
  const { count } = await sql`
    with due as (
      select id from scheduled_messages where released_at is null and due_at <= now()
      order by due_at limit ${limit} for update skip locked
    ), released as (
      update scheduled_messages message set released_at = now()
      from due where message.id = due.id
      returning message.*
    )
    insert into outbox (id, kind, subject, payload)
    select id, 'message.fell_due', 'message ' || id, jsonb_build_object(
      'bookingId', booking_id, 'hostId', host_id, 'version', version, 'rule', rule)
    from released`
  return count
}

const REPAIRS_AT_ONCE = 500
const MOST_ROUNDS = 200

/**
 * Schedules what is missing, and takes away what is wrong, wherever a booking's event was never
 * handled by this release. Answers of how many bookings that was.
 */
export async function repairScheduledMessages({ sql }: Pick<Database, 'sql'>): Promise<number> {
  let total = 0
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const [row] = await sql<{ repaired: number }[]>`
      select repair_scheduled_messages(${REPAIRS_AT_ONCE}) as repaired`
    const repaired = row?.repaired ?? 0
    total += repaired
    if (repaired < REPAIRS_AT_ONCE) break
  }
  return total
}
