import type { CreatedBooking, MeetingTypesService } from '@rendez/contract'
import { pino } from 'pino'
import { expect } from 'vitest'
import { createTestClock } from '../../adapters/clock/test-clock.ts'
import { createInProcessStore } from '../../adapters/key-value-store/in-process-store.ts'
import { connectDatabase } from '../../db/client.ts'
import { messageChecks } from '../../db/message-checks.ts'
import {
  createTestHost,
  createTestMeetingType,
  type TestHost,
} from '../../db/scheduling.test-kit.ts'
import { createTestDatabase } from '../../db/test-database.ts'
import { verifyBookings } from '../../db/verify-bookings.ts'
import { parseEvent } from '../../outbox/parse-event.ts'
import { createAvailabilityModule } from '../availability/availability.module.ts'
import { uncached } from '../availability/uncached.test-kit.ts'
import { createBookingsModule } from '../bookings/bookings.module.ts'
import { bookingRequest } from '../bookings/bookings.test-kit.ts'
import { createMeetingTypesModule } from '../meeting-types/meeting-types.module.ts'
import { onBookingEvent } from './on-booking-event.ts'
import { createMessageRelease } from './release-messages.ts'
import { repairScheduledMessages } from './scheduled-messages.repository.ts'

export type TestWorkflows = Awaited<ReturnType<typeof openTestWorkflows>>
type Scheduled = { rule: string; version: number; before: number }

/** Bookings as they are really made, and a consumer of their events that tests call themselves. */
export async function openTestWorkflows() {
  const testDatabase = await createTestDatabase()
  const database = connectDatabase(testDatabase.url)
  const { sql } = database
  // What is due is for the database to say, so the clock of the bookings shows the same time.
  const clock = createTestClock(new Date().toISOString())
  const bookings = createBookingsModule({
    database,
    clock,
    secret: 'a secret of the tests, long enough to be one',
    publicUrl: 'http://localhost:3000',
    availability: createAvailabilityModule({ database, clock }),
    nudgeRelay: () => {},
    store: createInProcessStore({ clock }),
    ...uncached(database),
  })
  const meetingTypes: MeetingTypesService = createMeetingTypesModule({
    database,
    clock,
    ...uncached(database),
  })
  const log = pino({ level: 'silent' })
  let host: TestHost
  let meetingTypeId: string
  let events: unknown[] = []

  const handle = async (all: unknown[]) => {
    for (const event of all) await onBookingEvent(database, parseEvent(event))
  }
  /** As a consumer does: handled, they leave the outbox. */
  const handleEvents = async () => {
    const rows = await sql`
      select id, kind, subject, payload, occurred_at as "occurredAt" from outbox
      where kind like 'booking.%' order by position`
    const found = rows.map((row) => ({ ...row, occurredAt: row.occurredAt.toISOString() }))
    events = [...events, ...found]
    await handle(found)
    await sql`delete from outbox where kind like 'booking.%'`
  }

  /** The first start of the grid after this time, by the database's clock. */
  const startOf = async (fromNow: string): Promise<string> => {
    const [row] = await sql`
      select date_bin('5 minutes', now() + ${fromNow}::interval, 'epoch') + interval '5 minutes'
        as start`
    return row?.start.toISOString()
  }

  return {
    database,
    bookings,
    meetingTypes,
    get host() {
      return host
    },
    get meetingTypeId() {
      return meetingTypeId
    },
    startOf,
    setUp: async () => {
      // Faster than truncate for a few rows in many partitions.
      for (const table of ['outbox', 'bookings', 'booking_history', 'idempotency_keys', 'users']) {
        await sql`delete from ${sql(table)}`
      }
      events = []
      host = await createTestHost(database)
      meetingTypeId = await createTestMeetingType(database, host.hostId, {
        durationMinutes: 5,
      })
    },
    handleEvents,
    /** As an old broker would: all of them again, backwards, and of another time if that is given. */
    repeatEvents: async (occurredAt?: string) =>
      handle(
        events
          .toReversed()
          .map((event) => Object.assign({}, event, occurredAt === undefined ? {} : { occurredAt })),
      ),
    setReminders: (reminderMinutes: number[]) =>
      meetingTypes.update(host.hostId, { id: meetingTypeId, reminderMinutes }),
    /** As if everything about a booking had happened at another time. */
    shift: async (id: string, by: string) => {
      await sql`
        update bookings set start_time = start_time + ${by}::interval,
          end_time = end_time + ${by}::interval, created_at = created_at + ${by}::interval,
          updated_at = updated_at + ${by}::interval where id = ${id}`
      await sql`update outbox set occurred_at = occurred_at + ${by}::interval`
    },
    move: async ({ id }: CreatedBooking, fromNow: string) => {
      const startTime = await startOf(fromNow)
      await bookings.reschedule({ by: 'host', hostId: host.hostId }, { id, startTime }, null)
      await handleEvents()
    },
    cancel: async ({ id }: CreatedBooking, options: { handle?: boolean } = {}) => {
      await bookings.cancel({ by: 'host', hostId: host.hostId }, { id, reason: '' })
      if (options.handle !== false) await handleEvents()
    },
    /** What waits for a booking, the earliest first; `before` in minutes before its start. */
    scheduled: async (id: string): Promise<Scheduled[]> => {
      const rows = await sql<Scheduled[]>`
        select s.rule, s.version,
          round(extract(epoch from b.start_time - s.due_at) / 60)::int as before
        from scheduled_messages s join bookings b on b.id = s.booking_id
        where s.booking_id = ${id} and s.released_at is null order by s.due_at`
      return rows.map((row) => ({ ...row }))
    },
    /** The time of one message comes. */
    release: async (id: string, rule: string) => {
      await sql`
        update scheduled_messages set due_at = now()
        where booking_id = ${id} and rule = ${rule} and released_at is null`
      const released = await createMessageRelease({
        database,
        log,
        nudgeRelay: () => {},
      }).releaseDue()
      expect(released).toBe(1)
    },
    repair: () => repairScheduledMessages(database),
    expectNoViolations: async () => {
      const verdicts = await verifyBookings(sql, { checks: messageChecks, graceSeconds: 0 })
      expect(verdicts.filter(({ outcome }) => outcome !== 'holds')).toEqual([])
    },
    close: async () => {
      await database.close()
      await testDatabase.drop()
    },
  }
}

/** Books through the bookings module, and has the event handled unless told otherwise. */
export async function insertRealBooking(
  kit: TestWorkflows,
  fromNow: string,
  { handle = true }: { handle?: boolean } = {},
): Promise<CreatedBooking> {
  const startTime = await kit.startOf(fromNow)
  const booking = await kit.bookings.create(bookingRequest(kit.meetingTypeId, startTime), null)
  if (handle) await kit.handleEvents()
  return booking
}
