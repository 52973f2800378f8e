import { randomUUID } from 'node:crypto'
import ICAL from 'ical.js'
import { pino } from 'pino'
import { createTestClock } from '../../adapters/clock/test-clock.ts'
import { createInProcessStore } from '../../adapters/key-value-store/in-process-store.ts'
import { createSmtpMailer } from '../../adapters/mailer/smtp-mailer.ts'
import {
  type ReceivedMessage,
  startSmtpServer,
  type TestSmtpServer,
} from '../../adapters/mailer/smtp-server.test-kit.ts'
import { createInProcessBus } from '../../adapters/message-bus/in-process-bus.ts'
import {
  startTwilioServer,
  type TestTwilioServer,
} from '../../adapters/sms-sender/twilio-server.test-kit.ts'
import { createTwilioSmsSender } from '../../adapters/sms-sender/twilio-sms-sender.ts'
import { connectDatabase, type Database } from '../../db/client.ts'
import { createTestDatabase } from '../../db/test-database.ts'
import { appendEvent } from '../../outbox/append-event.ts'
import { createOutboxRelay, type OutboxRelay } from '../../outbox/relay-outbox.ts'
import type { KeyValueStore } from '../../ports/key-value-store.ts'
import { users } from '../accounts/accounts.table.ts'
import { bookings } from '../bookings/bookings.table.ts'
import { hosts } from '../hosts/hosts.table.ts'
import { meetingTypes } from '../meeting-types/meeting-types.table.ts'
import { createWorkflowsModule } from '../workflows/workflows.module.ts'
import { createNotificationsModule } from './notifications.module.ts'

type BookingRow = typeof bookings.$inferInsert
type RelayOptions = Partial<Parameters<typeof createOutboxRelay>[0]>

export const settings = {
  secret: 'a secret of at least thirty-two characters',
  publicUrl: 'https://rendez.example',
  mailFrom: { name: 'Rendez', address: 'mail@rendez.example' },
}

export type NotificationsKit = Awaited<ReturnType<typeof createNotificationsKit>>

/** Outbox, relay, workflows and notifications, a real database and servers for mail and SMS. */
export async function createNotificationsKit() {
  const testDatabase = await createTestDatabase()
  const database = connectDatabase(testDatabase.url)
  let server = await startSmtpServer()
  // The database's clock is the real one, and what a booking is reminded of must be ahead of it.
  const clock = createTestClock('2038-04-01T08:00:00Z')
  let store: Pick<KeyValueStore, 'takeToken'> = createInProcessStore({ clock })
  let provider: TestTwilioServer = await startTwilioServer()
  let relays: OutboxRelay[] = []
  const { createRelease } = createWorkflowsModule({ database, log: pino({ level: 'silent' }) })
  const releaseDue = () => createRelease(() => {}).releaseDue()

  return {
    database,
    get server() {
      return server
    },
    get provider() {
      return provider
    },
    /** A server on the port of the one that was stopped. */
    restartServer: async (): Promise<TestSmtpServer> => {
      server = await startSmtpServer(server.port)
      return server
    },
    /** Retries at once, and looks only when it is told to. */
    startRelay: (options: RelayOptions = {}): OutboxRelay => {
      const log = pino({ level: 'silent' })
      const bus = createInProcessBus()
      const timeouts = { connectMilliseconds: 5_000, sendMilliseconds: 5_000 }
      const mailer = createSmtpMailer(server.url, timeouts)
      const smsSender = createTwilioSmsSender({ url: provider.url, from: '+15550100200' })
      const counted = {
        takeToken: (...call: Parameters<typeof store.takeToken>) => store.takeToken(...call),
      }
      const deps = { database, mailer, smsSender, store: counted, log, ...settings }
      createNotificationsModule(deps).register(bus)
      createWorkflowsModule({ database, log }).register(bus)
      const relay = createOutboxRelay({
        database,
        bus,
        log,
        pollSeconds: 3_600,
        delayAfter: () => 0,
        ...options,
      })
      relays.push(relay)
      return relay
    },
    /** What counts text messages from now on, until the reset. */
    useStore: (other: typeof store) => {
      store = other
    },
    /** As if time had passed: what waits for another attempt is due. */
    makeDue: () => database.sql`update outbox set next_attempt_at = now()`,
    releaseDue,
    /** As if time had passed: what is scheduled is due, and released. */
    releaseMessages: async (): Promise<number> => {
      await database.sql`update scheduled_messages set due_at = now() where released_at is null`
      return releaseDue()
    },
    sentMessages: () => database.sql`select * from sent_messages order by template, recipient`,
    async reset() {
      await Promise.all(relays.map((relay) => relay.stop()))
      relays = []
      store = createInProcessStore({ clock })
      await server.stop()
      server = await startSmtpServer()
      await provider.stop()
      provider = await startTwilioServer()
      // Faster than truncate for a few rows in many partitions.
      for (const table of ['outbox', 'sent_messages', 'bookings', 'users']) {
        await database.sql`delete from ${database.sql(table)}`
      }
    },
    async close() {
      await Promise.all(relays.map((relay) => relay.stop()))
      await server.stop()
      await provider.stop()
      await database.close()
      await testDatabase.drop()
    },
  }
}

export const hostAddress = 'ada@host.example'
export const inviteeAddress = 'grace@guest.example'

/** A host in Paris on a twelve-hour clock, booked from Kathmandu. */
export async function insertBooking(
  { drizzle }: Database,
  booking: Partial<BookingRow> = {},
  host: Partial<typeof hosts.$inferInsert> = {},
  changes: Partial<typeof meetingTypes.$inferInsert> = {},
): Promise<BookingRow> {
  const hostId = randomUUID()
  const name = host.displayName ?? 'Ada Lovelace'
  await drizzle.insert(users).values({ id: hostId, name, email: hostAddress })
  await drizzle.insert(hosts).values({
    id: hostId,
    username: 'ada',
    displayName: name,
    timeZone: 'Europe/Paris',
    timeFormat: '12h',
    weekStart: 'monday',
    ...host,
  })
  const location = { kind: 'link', url: 'https://meet.example/ada' } as const
  const [meetingType] = await drizzle
    .insert(meetingTypes)
    .values({
      id: randomUUID(),
      hostId,
      name: 'Intro call',
      slug: 'intro',
      description: '',
      durationMinutes: 30,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      minimumNoticeMinutes: 0,
      bookingWindow: { kind: 'open' },
      location,
      color: '#2563eb',
      active: true,
      secret: false,
      ...changes,
    })
    .returning()
  const row: BookingRow = {
    id: randomUUID(),
    hostId,
    meetingTypeId: meetingType?.id ?? '',
    status: 'confirmed',
    startTime: new Date('2038-04-13T13:00:00Z'),
    endTime: new Date('2038-04-13T13:30:00Z'),
    inviteeName: 'Grace Hopper',
    inviteeEmail: inviteeAddress,
    inviteeTimeZone: 'Asia/Kathmandu',
    notes: 'About the compiler.',
    meetingTypeName: 'Intro call',
    durationMinutes: 30,
    location,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    manageTokenHash: new Uint8Array(32),
    ...booking,
  }
  await drizzle.insert(bookings).values(row)
  return row
}

type BookingEventKind = 'confirmed' | 'cancelled'

/** Says that a booking was made or cancelled, at the time at which it was. */
export async function appendBookingEvent(
  database: Database,
  { id, hostId }: BookingRow,
  kind: BookingEventKind,
  version: number,
): Promise<void> {
  await database.drizzle.transaction((transaction) =>
    appendEvent(transaction, {
      kind: `booking.${kind}`,
      subject: id,
      payload: { bookingId: id, hostId, version },
    }),
  )
  await stampBooking(database, id)
}

/** A real change and its event are of one transaction, and so of one time. */
async function stampBooking({ sql }: Database, id: string): Promise<void> {
  await sql`
    update bookings b set updated_at = event.at,
      created_at = case b.version when 0 then event.at else b.created_at end
    from (select max(occurred_at) as at from outbox where subject = ${id}) event
    where b.id = ${id} and event.at is not null`
}

/** Moves a booking by a day, as far as its mails are concerned, and says so. */
export async function moveBooking(database: Database, booking: BookingRow, version: number) {
  await database.sql`
    update bookings set version = ${version},
      start_time = start_time + interval '1 day', end_time = end_time + interval '1 day'
    where id = ${booking.id}
  `
  await database.drizzle.transaction((transaction) =>
    appendEvent(transaction, {
      kind: 'booking.rescheduled',
      subject: booking.id,
      payload: {
        bookingId: booking.id,
        hostId: booking.hostId,
        version,
        previousStartTime: booking.startTime.toISOString(),
        previousEndTime: booking.endTime.toISOString(),
      },
    }),
  )
  await stampBooking(database, booking.id)
}

/** Cancels a booking, as far as its mails are concerned, and says so. */
export async function cancelBooking(
  database: Database,
  booking: BookingRow,
  version: number,
  { by, reason }: { by: 'host' | 'invitee'; reason: string } = { by: 'host', reason: '' },
): Promise<void> {
  await database.sql`
    update bookings set version = ${version}, status = 'cancelled',
      cancelled_by = ${by}, cancellation_reason = ${reason}
    where id = ${booking.id}
  `
  await appendBookingEvent(database, booking, 'cancelled', version)
}

/** The messages that one person got, in order. */
export function messagesTo(server: TestSmtpServer, address: string): ReceivedMessage[] {
  return server.received.filter(({ recipients }) => recipients.includes(address))
}

/** The one event of a message's invitation, parsed, and the same from its attachment. */
export function invitationOf({ parsed }: ReceivedMessage) {
  const contents = parsed.attachments.map(({ content }) => content.toString('utf8'))
  const [content = '', ...others] = contents
  if (others.length !== 1 || others[0] !== content) throw new Error('two different invitations')
  const calendar = new ICAL.Component(ICAL.parse(content))
  const [event, ...more] = calendar.getAllSubcomponents()
  if (event === undefined || more.length > 0) throw new Error('not one event')
  const textOf = (name: string) => event.getFirstPropertyValue(name)?.toString()
  return {
    content,
    event,
    method: calendar.getFirstPropertyValue('method'),
    uid: textOf('uid'),
    sequence: Number(textOf('sequence')),
    status: textOf('status'),
    start: textOf('dtstart'),
    summary: textOf('summary'),
    organizer: textOf('organizer'),
    attendees: event
      .getAllProperties('attendee')
      .map((property) => String(property.getFirstValue()).toLowerCase()),
  }
}
