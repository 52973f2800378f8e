import {
  type AvailabilityService,
  type BookingAccess,
  type CreateBookingInput,
  type CreatedBooking,
  DomainError,
  type ErrorCode,
} from '@rendez/contract'
import { systemClock } from '../../adapters/clock/system-clock.ts'
import { createTestClock } from '../../adapters/clock/test-clock.ts'
import { createInProcessStore } from '../../adapters/key-value-store/in-process-store.ts'
import { connectDatabase, type Database } from '../../db/client.ts'
import { createTestDatabase } from '../../db/test-database.ts'
import { verifyInvariants } from '../../db/verify-invariants.ts'
import { createAvailabilityModule } from '../availability/availability.module.ts'
import { uncached } from '../availability/uncached.test-kit.ts'
import { type BookingsModule, createBookingsModule } from './bookings.module.ts'

export type TestBookings = {
  database: Database
  databaseUrl: string
  clock: ReturnType<typeof createTestClock>
  bookings: BookingsModule
  availability: AvailabilityService
  /** Whose free time was told to be old, in order. */
  changedHosts: string[]
  close(): Promise<void>
}

export const secret = 'a secret of the tests, long enough to be one'

/** The bookings module on a database of its own; the clock stands at 1 February 2027, 08:00 UTC. */
export async function openTestBookings(): Promise<TestBookings> {
  const testDatabase = await createTestDatabase()
  const database = connectDatabase(testDatabase.url)
  const clock = createTestClock('2027-02-01T08:00:00Z')
  const availability = createAvailabilityModule({ database, clock })
  const changedHosts: string[] = []
  const bookings = createBookingsModule({
    database,
    clock,
    secret,
    publicUrl: 'http://localhost:3000',
    availability,
    ...uncached(database),
    nudgeRelay: () => {},
    hostChanged: async (hostId) => void changedHosts.push(hostId),
    store: createInProcessStore({ clock: systemClock }),
  })
  const close = async () => {
    await database.close()
    await testDatabase.drop()
  }
  const databaseUrl = testDatabase.url
  return {
    database,
    databaseUrl,
    clock,
    bookings,
    availability: availability.availability,
    changedHosts,
    close,
  }
}

/** A request as a guest's browser sends it. */
export function bookingRequest(
  meetingTypeId: string,
  startTime: string,
  changes: Partial<CreateBookingInput> = {},
): CreateBookingInput {
  return {
    meetingTypeId,
    startTime,
    inviteeName: 'Ada Lovelace',
    inviteeEmail: 'ada@example.com',
    inviteeTimeZone: 'Asia/Kathmandu',
    notes: '',
    ...changes,
  }
}

export function asInvitee({ manageToken }: CreatedBooking): BookingAccess {
  return { by: 'invitee', manageToken }
}

/** Ends of many requests: the answers, and how often each code was the refusal. */
export async function settle<Answer>(
  requests: Promise<Answer>[],
): Promise<{ answers: Answer[]; refusals: Partial<Record<ErrorCode, number>> }> {
  const answers: Answer[] = []
  const refusals: Partial<Record<ErrorCode, number>> = {}
  for (const result of await Promise.allSettled(requests)) {
    if (result.status === 'fulfilled') answers.push(result.value)
    else if (result.reason instanceof DomainError) {
      refusals[result.reason.code] = (refusals[result.reason.code] ?? 0) + 1
    } else throw result.reason
  }
  return { answers, refusals }
}

/** The refusal of a request; fails when it was not refused with a domain error. */
export async function refusalOf(request: Promise<unknown>): Promise<DomainError> {
  const error = await request.then(
    () => new Error('the request was not refused'),
    (reason: unknown) => reason,
  )
  if (error instanceof DomainError) return error
  throw error
}

/** What is broken in the tables; while no relay runs, every change still has its event. */
export async function findViolations({ database }: TestBookings): Promise<string[]> {
  const silent = await database.sql<{ id: string }[]>`
    select h.booking_id as id
    from booking_history h
    left join outbox o on o.subject = h.booking_id::text
      and (o.payload->>'version')::integer = h.version
      and o.kind = case h.action when 'created' then 'booking.confirmed'
        when 'moved' then 'booking.rescheduled' else 'booking.cancelled' end
    group by h.booking_id, h.version
    having count(o.id) <> 1`
  const broken = await verifyInvariants(database)
  return [...broken, ...silent.map(({ id }) => `a change has one event: not so ${id}`)]
}
