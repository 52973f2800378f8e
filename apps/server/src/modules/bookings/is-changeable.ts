import type { BookingRow } from './bookings.repository.ts'

/** Whether a booking can be moved or cancelled: it stands, and has not begun. */
export function isChangeable(
  booking: Pick<BookingRow, 'status' | 'startTime'>,
  now: number,
): boolean {
  return booking.status === 'confirmed' && now < booking.startTime.getTime()
}
