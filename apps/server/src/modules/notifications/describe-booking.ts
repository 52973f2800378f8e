import type { BookingMail, Reader } from '@rendez/emails'
import { deriveManageToken } from '../bookings/bookings.module.ts'
import type { BookingForMail } from './notifications.repository.ts'

export type Origin = {
  /** Without a final slash. */
  publicUrl: string
  /** Derives the invitee's manage token. */
  secret: string
}

/** A booking in the words of its mails, for one of its two readers. */
export function describeBooking(
  { booking, host }: BookingForMail,
  reader: Reader,
  origin: Origin,
): BookingMail {
  return {
    reader,
    host,
    invitee: {
      name: booking.inviteeName,
      address: booking.inviteeEmail,
      timeZone: booking.inviteeTimeZone,
      timeFormat: booking.inviteeTimeFormat ?? '24h',
    },
    meetingTypeName: booking.meetingTypeName,
    startTime: booking.startTime.toISOString(),
    endTime: booking.endTime.toISOString(),
    location: booking.location,
    notes: booking.notes,
    manageUrl: manageUrlFor(booking.id, reader, origin),
  }
}

// The token is the invitee's alone; the host comes in by their session. After the #, it reaches no
// log and no referrer.
function manageUrlFor(bookingId: string, reader: Reader, { publicUrl, secret }: Origin): string {
  return reader === 'host'
    ? `${publicUrl}/app/bookings`
    : `${publicUrl}/booking/${bookingId}#${deriveManageToken(secret, bookingId)}`
}

/** Where the invitee can book again: the same meeting type, or what else the host offers. */
export function rebookUrl({ host, meetingType }: BookingForMail, publicUrl: string): string {
  const page = `${publicUrl}/${host.username}`
  const bookable = meetingType?.active && !meetingType.deleted
  return bookable ? `${page}/${meetingType.slug}` : page
}
