import { type BookingAccess, DomainError, type Location, presentInstant } from '@rendez/contract'
import { writeInvitation } from '@rendez/icalendar'
import { type BookingsDeps, loadBooking } from './load-booking.ts'

export type InvitationFile = {
  fileName: string
  content: string
}

/**
 * A confirmed booking as a calendar file. Its UID is the one of the mailed invitation, so that a
 * calendar that knows both shows one meeting.
 * @throws DomainError NOT_FOUND, or BOOKING_NOT_CHANGEABLE when it is cancelled.
 */
export async function createInvitationFile(
  deps: BookingsDeps,
  access: BookingAccess,
  id: string,
): Promise<InvitationFile> {
  const record = await loadBooking(deps, access, id)
  if (record.status === 'cancelled') throw new DomainError('BOOKING_NOT_CHANGEABLE')
  const domain = new URL(deps.publicUrl).hostname
  const content = writeInvitation({
    method: 'PUBLISH',
    uid: `${id}@${domain}`,
    sequence: record.version,
    startTime: presentInstant(record.startTime.getTime()),
    endTime: presentInstant(record.endTime.getTime()),
    stamp: presentInstant(deps.clock.now()),
    summary: `${record.meetingTypeName}: ${record.host.displayName} and ${record.inviteeName}`,
    description: record.notes,
    location: placeOf(record.location),
    organizer: { name: record.host.displayName, address: `no-reply@${domain}` },
  })
  return { fileName: 'invitation.ics', content }
}

function placeOf(location: Location): string {
  switch (location.kind) {
    case 'phone':
      return location.phoneNumber
    case 'in_person':
      return location.address
    case 'link':
      return location.url
  }
}
