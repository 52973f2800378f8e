import {
  type Booking,
  type BookingAccess,
  type CancelBookingInput,
  DomainError,
} from '@rendez/contract'
import { changeAndTell } from '../../db/change-and-tell.ts'
import { cancelStoredBooking } from './booking-writes.repository.ts'
import { isChangeable } from './is-changeable.ts'
import { type BookingsDeps, loadBooking } from './load-booking.ts'
import { presentBooking } from './present-booking.ts'

/**
 * Cancels a booking; cancelling it again answers the first cancellation.
 * @throws DomainError NOT_FOUND, BOOKING_NOT_CHANGEABLE when it has begun, or SERVICE_UNAVAILABLE.
 */
export async function cancelBooking(
  deps: BookingsDeps,
  access: BookingAccess,
  { id, reason }: CancelBookingInput,
): Promise<Booking> {
  const { database, clock, hostChanged, nudgeRelay, noteWrite } = deps
  const record = await loadBooking(deps, access, id)
  if (record.status === 'confirmed' && !isChangeable(record, clock.now())) {
    throw new DomainError('BOOKING_NOT_CHANGEABLE')
  }
  const { hostId } = record
  const cancellation = { id, hostId, by: access.by, reason }
  const written = await changeAndTell(cancelStoredBooking(database, cancellation), () =>
    hostChanged(hostId),
  )
  if (written === undefined) throw new DomainError('NOT_FOUND')
  noteWrite?.(written.outcome)
  nudgeRelay()
  return presentBooking({ ...record, ...written }, clock.now())
}
