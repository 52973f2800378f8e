import {
  type BookingList,
  DomainError,
  type HostId,
  type ListBookingsInput,
} from '@rendez/contract'
import { type BookingPage, type BookingRow, listBookingRecords } from './bookings.repository.ts'
import type { BookingsDeps } from './load-booking.ts'
import { presentBooking } from './present-booking.ts'

/**
 * A page of the host's own bookings.
 * @throws DomainError VALIDATION_ERROR when the cursor is not one of ours.
 */
export async function listBookings(
  { readForHost, clock }: Pick<BookingsDeps, 'readForHost' | 'clock'>,
  hostId: HostId,
  { show, search, cursor, limit }: ListBookingsInput,
): Promise<BookingList> {
  const now = clock.now()
  const after = cursor === undefined ? null : readCursor(cursor)
  // One more than asked for tells whether there is another page.
  const page = { hostId, show, search: search.trim(), now: new Date(now), after, limit: limit + 1 }
  const records = await readForHost(hostId, (source) => listBookingRecords(source, page))
  const shown = records.slice(0, limit)
  const last = shown.at(-1)
  return {
    bookings: shown.map((record) => presentBooking(record, now)),
    nextCursor: records.length > limit && last !== undefined ? writeCursor(last) : null,
  }
}

function writeCursor({ startTime, id }: BookingRow): string {
  return Buffer.from(`${startTime.getTime()} ${id}`).toString('base64url')
}

function readCursor(cursor: string): BookingPage['after'] {
  const match = /^(\d{1,15}) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString())
  const [, start, id] = match ?? []
  if (start === undefined || id === undefined) {
    const message = 'This page does not exist.'
    throw new DomainError('VALIDATION_ERROR', { fields: [{ path: 'cursor', message }] })
  }
  return { startTime: new Date(Number(start)), id }
}
