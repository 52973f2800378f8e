import { type BookingAccess, DomainError } from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import type { Clock } from '../../ports/clock.ts'
import type {
  AvailabilityModule,
  HostChanged,
  ReadForHost,
} from '../availability/availability.module.ts'
import type { BookingGuards } from './booking-guards.ts'
import { type BookingRecord, findBooking } from './bookings.repository.ts'
import { isManageToken } from './manage-token.ts'

export type BookingsDeps = {
  database: Database
  clock: Clock
  /** Manage tokens are derived from it. */
  secret: string
  publicUrl: string
  availability: Pick<AvailabilityModule, 'loadSchedulingInputs'>
  /** After the commit of every change, before it is answered. */
  hostChanged: HostChanged
  readForHost: ReadForHost
  /** Tells the relay that the outbox has something new; it would find it by itself a little later. */
  nudgeRelay: () => void
  guards: BookingGuards
  /** What the database said to a write, or to a request that it knows. */
  noteWrite?: (outcome: string) => void
}

/**
 * A booking for its invitee or its host.
 * @throws DomainError NOT_FOUND: for everybody else it does not exist.
 */
export async function loadBooking(
  { database, secret }: Pick<BookingsDeps, 'database' | 'secret'>,
  access: BookingAccess,
  id: string,
): Promise<BookingRecord> {
  const record = await findBooking(database, id)
  if (record === undefined || !isOpenTo(access, record, secret)) throw new DomainError('NOT_FOUND')
  return record
}

function isOpenTo(access: BookingAccess, record: BookingRecord, secret: string): boolean {
  return access.by === 'host'
    ? access.hostId === record.hostId
    : isManageToken(access.manageToken, record, secret)
}
