import { type Booking, presentInstant } from '@rendez/contract'
import type { BookingRecord } from './bookings.repository.ts'
import { isChangeable } from './is-changeable.ts'

/** The one way a booking leaves the server. `now` in epoch milliseconds. */
export function presentBooking(record: BookingRecord, now: number): Booking {
  const { id, status, version, host, location, inviteeName, inviteeEmail, inviteeTimeZone } = record
  return {
    id,
    status,
    startTime: presentInstant(record.startTime.getTime()),
    endTime: presentInstant(record.endTime.getTime()),
    version,
    host,
    meetingType: {
      id: record.meetingTypeId,
      name: record.meetingTypeName,
      // A deleted meeting type has no link any more.
      slug: record.meetingType.deleted ? '' : record.meetingType.slug,
      durationMinutes: record.durationMinutes,
      color: record.meetingType.color,
    },
    location,
    inviteeName,
    inviteeEmail,
    inviteeTimeZone,
    inviteePhone: record.inviteePhone,
    notes: record.notes,
    cancellation: presentCancellation(record),
    changeable: isChangeable(record, now),
    createdAt: presentInstant(record.createdAt.getTime()),
  }
}

function presentCancellation({ cancelledBy, cancellationReason }: BookingRecord) {
  return cancelledBy === null ? null : { by: cancelledBy, reason: cancellationReason ?? '' }
}
