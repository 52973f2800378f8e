import type { CreatedBooking } from '@rendez/contract'
import { systemClock } from '../../adapters/clock/system-clock.ts'
import { createTestClock } from '../../adapters/clock/test-clock.ts'
import { createInProcessStore } from '../../adapters/key-value-store/in-process-store.ts'
import { connectDatabase, type Database } from '../../db/client.ts'
import { createTestDatabase } from '../../db/test-database.ts'
import {
  type AvailabilityModule,
  createAvailabilityModule,
} from '../availability/availability.module.ts'
import { uncached } from '../availability/uncached.test-kit.ts'
import type { BookingGuards } from './booking-guards.ts'
import { bookingRequest, secret } from './bookings.test-kit.ts'
import { createBooking } from './create-booking.ts'
import type { BookingsDeps } from './load-booking.ts'

/** Nothing stands in front of the database. */
export const noGuards: BookingGuards = {
  runOnce: (_, { run }) => run(),
  lockSlot: (_, work) => work(),
}

/** A database in which claims may overlap: only what stands before the constraint is left. */
export async function openWithoutConstraint() {
  const testDatabase = await createTestDatabase()
  const database = connectDatabase(testDatabase.url)
  await dropConstraint(database)
  const close = async () => {
    await database.close()
    await testDatabase.drop()
  }
  return { database, databaseUrl: testDatabase.url, close }
}

async function dropConstraint({ sql }: Database): Promise<void> {
  await sql`alter table claims drop constraint claims_no_overlap`
  await sql`
    create or replace function claim_time(b bookings) returns boolean language plpgsql as $$
    begin
      insert into claims (booking_id, host_id, during) values (b.id, b.host_id, host_time_of(b));
      return true;
    end $$`
}

/** What the use cases need, on the 1st of February 2027, 08:00 UTC. */
export function bookingDeps(
  database: Database,
  guards: BookingGuards,
  afterLoad: () => Promise<void> = async () => {},
): BookingsDeps {
  const clock = createTestClock('2027-02-01T08:00:00Z')
  const availability = createAvailabilityModule({ database, clock })
  const load: AvailabilityModule['loadSchedulingInputs'] = async (...query) => {
    const loaded = await availability.loadSchedulingInputs(...query)
    await afterLoad()
    return loaded
  }
  return {
    database,
    clock,
    secret,
    publicUrl: 'http://localhost:3000',
    availability: { loadSchedulingInputs: load },
    nudgeRelay: () => {},
    ...uncached(database),
    guards,
  }
}

/** Another guest for each number. */
export function bookAs(
  deps: BookingsDeps,
  meetingTypeId: string,
  n: number,
  startTime = '2027-03-01T09:00:00Z',
): Promise<CreatedBooking> {
  const inviteeEmail = `guest-${n}@example.com`
  return createBooking(deps, bookingRequest(meetingTypeId, startTime, { inviteeEmail }), null)
}

/** Lets everybody go on when so many have come. */
export function barrier(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let come = 0
  return () => {
    come += 1
    if (come === count) resolve()
    return promise
  }
}

export const localStore = () => createInProcessStore({ clock: systemClock })
