import { type BookingAccess, DomainError, type Location, presentInstant } from '@rendez/contract'
import { inertText } from '@rendez/emails'
import { bookingUid, writeInvitation } from '@rendez/icalendar'
import { type BookingRecord, getHostAddress } from './bookings.repository.ts'
import { type BookingsDeps, loadBooking } from './load-booking.ts'

export type InvitationFile = {
  fileName: string
  content: string
}

/**
 * A confirmed booking as a calendar file, for whoever asks. Its UID, organizer and words are those
 * of the mailed invitation, so that a calendar that gets both shows one meeting.
 * @throws DomainError NOT_FOUND, or BOOKING_NOT_CHANGEABLE when it is cancelled.
 */
export async function createInvitationFile(
  deps: BookingsDeps,
  access: BookingAccess,
  id: string,
): Promise<InvitationFile> {
  const { database, clock, publicUrl } = deps
  const record = await loadBooking(deps, access, id)
  if (record.status === 'cancelled') throw new DomainError('BOOKING_NOT_CHANGEABLE')
  const url = pageFor(access, id, publicUrl)
  const content = writeInvitation({
    method: 'PUBLISH',
    uid: bookingUid(id, publicUrl),
    sequence: record.version,
    stamp: presentInstant(clock.now()),
    startTime: presentInstant(record.startTime.getTime()),
    endTime: presentInstant(record.endTime.getTime()),
    summary: `${inertText(record.meetingTypeName)} with ${inertText(otherName(access, record))}`,
    description: access.by === 'host' ? inertText(record.notes) : `Reschedule or cancel:\n${url}`,
    location: placeOf(record.location),
    organizer: {
      name: record.host.displayName,
      address: await getHostAddress(database, record.hostId),
    },
    url,
  })
  return { fileName: 'invitation.ics', content }
}

function pageFor(access: BookingAccess, id: string, publicUrl: string): string {
  return access.by === 'host'
    ? `${publicUrl}/app/bookings`
    : `${publicUrl}/booking/${id}#${access.manageToken}`
}

function otherName(access: BookingAccess, { host, inviteeName }: BookingRecord): string {
  return access.by === 'host' ? inviteeName : host.displayName
}

function placeOf(location: Location): string {
  switch (location.kind) {
    case 'phone':
      return `Phone: ${inertText(location.phoneNumber)}`
    case 'in_person':
      return inertText(location.address)
    case 'link':
      return location.url
  }
}
