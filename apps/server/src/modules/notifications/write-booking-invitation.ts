import { type BookingMail, inertText } from '@rendez/emails'
import { type Attendee, bookingUid, type Organizer, writeInvitation } from '@rendez/icalendar'
import type { Mail, MailAddress } from '../../ports/mailer.ts'

type InvitationFacts = {
  bookingId: string
  method: 'REQUEST' | 'CANCEL'
  /** The booking's version. */
  sequence: number
  /** When what it tells happened, so that a repeated message is the same to the byte. */
  stamp: string
  hostAddress: string
  sender: MailAddress
  publicUrl: string
}

/** The calendar object that goes with a mail about a booking: the same UID to both readers. */
export function writeBookingInvitation(
  mail: BookingMail,
  facts: InvitationFacts,
): NonNullable<Mail['invitation']> {
  const { method, sequence, stamp, publicUrl } = facts
  const content = writeInvitation({
    method,
    uid: bookingUid(facts.bookingId, publicUrl),
    sequence,
    stamp,
    startTime: mail.startTime,
    endTime: mail.endTime,
    summary: `${inertText(mail.meetingTypeName)} with ${inertText(otherName(mail))}`,
    description: descriptionOf(mail),
    location: locationText(mail.location),
    url: mail.manageUrl,
    ...peopleOf(mail, facts),
  })
  return { method, content }
}

/**
 * To the invitee the host invites, through us, and gets the answer. To the host we do: a calendar
 * does not add what its own owner invites to.
 */
function peopleOf(
  { reader, host, invitee }: BookingMail,
  { hostAddress, sender }: InvitationFacts,
): { organizer: Organizer; attendees: Attendee[] } {
  if (reader === 'invitee') {
    return {
      organizer: { name: host.name, address: hostAddress, sentBy: sender.address },
      attendees: [{ name: invitee.name, address: invitee.address, participation: 'needs_action' }],
    }
  }
  return {
    organizer: sender,
    attendees: [
      { name: host.name, address: hostAddress, participation: 'accepted' },
      { name: invitee.name, address: invitee.address, participation: 'accepted' },
    ],
  }
}

function otherName({ reader, host, invitee }: BookingMail): string {
  return reader === 'host' ? invitee.name : host.name
}

function descriptionOf({ reader, invitee, notes, manageUrl }: BookingMail): string {
  if (reader === 'invitee') return `Reschedule or cancel:\n${manageUrl}`
  const guest = `${inertText(invitee.name)}, ${invitee.address}`
  const wrote = notes === '' ? [] : [inertText(notes)]
  return [guest, ...wrote, `Your bookings:\n${manageUrl}`].join('\n\n')
}

function locationText(location: BookingMail['location']): string {
  switch (location.kind) {
    case 'phone':
      return `Phone: ${inertText(location.phoneNumber)}`
    case 'in_person':
      return inertText(location.address)
    case 'link':
      return location.url
  }
}
