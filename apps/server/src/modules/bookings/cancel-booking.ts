import {
  type Booking,
  type BookingAccess,
  type CancelBookingInput,
  DomainError,
  type MarkReplayed,
} from '@rendez/contract'
import { changeAndTell } from '../../db/change-and-tell.ts'
import { cancelStoredBooking, findAnswer } from './booking-writes.repository.ts'
import type { BookingRecord } from './bookings.repository.ts'
import { deriveCancelKey, type IdempotencyKey } from './derive-idempotency-key.ts'
import { isChangeable } from './is-changeable.ts'
import { type BookingsDeps, loadBooking } from './load-booking.ts'
import { presentBooking } from './present-booking.ts'
import { replayBooking, shownWith } from './replay-booking.ts'

/**
 * Cancels a booking; cancelling it again answers the first cancellation.
 * @throws DomainError NOT_FOUND, BOOKING_NOT_CHANGEABLE when it has begun, IDEMPOTENCY_CONFLICT,
 *   IDEMPOTENCY_IN_PROGRESS or SERVICE_UNAVAILABLE.
 */
export async function cancelBooking(
  deps: BookingsDeps,
  access: BookingAccess,
  { id, reason }: CancelBookingInput,
  {
    sentKey = null,
    markReplayed,
  }: { sentKey?: string | null; markReplayed?: MarkReplayed | undefined } = {},
): Promise<Booking> {
  const { database, guards, nudgeRelay, hostChanged } = deps
  const record = await loadBooking(deps, access, id)
  const key = deriveCancelKey({ id, reason }, sentKey)
  const written = await guards.runOnce(key, {
    findAnswer: async () => (key === null ? undefined : findAnswer(database, key)),
    run: () =>
      changeAndTell(cancel(deps, record, { by: access.by, reason, key }), () =>
        hostChanged(record.hostId),
      ),
  })
  switch (written.outcome) {
    case 'replayed':
      markReplayed?.()
      return replayBooking(database, written)
    case 'key_conflict':
    case 'slot_taken':
      throw new DomainError('IDEMPOTENCY_CONFLICT')
    default:
      nudgeRelay()
      return presentBooking({ ...record, ...written }, written.at)
  }
}

type Cancellation = { by: 'invitee' | 'host'; reason: string; key: IdempotencyKey | null }

async function cancel(
  { database, clock, noteWrite }: BookingsDeps,
  record: BookingRecord,
  { by, reason, key }: Cancellation,
) {
  const at = clock.now()
  if (record.status === 'confirmed' && !isChangeable(record, at)) {
    const earlier = key === null ? undefined : await findAnswer(database, key)
    if (earlier !== undefined) return earlier
    throw new DomainError('BOOKING_NOT_CHANGEABLE')
  }
  const { id, hostId } = record
  const shown = shownWith(record, at)
  const written = await cancelStoredBooking(database, { id, hostId, by, reason }, { key, shown })
  if (written === undefined) throw new DomainError('NOT_FOUND')
  noteWrite?.(written.outcome)
  return { ...written, at }
}
