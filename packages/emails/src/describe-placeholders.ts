import type { BookingMail, MailLocation } from './booking-mail.ts'
import { shortTimes } from './booking-parts.ts'
import { inertText } from './inert-text.ts'

/**
 * The booking in the words of placeholders. Whatever people typed is one short line that no program
 * makes a link of; only our own link and a checked one are links.
 */
export function describePlaceholders(mail: BookingMail) {
  return {
    guest: shortLine(mail.invitee.name),
    host: shortLine(mail.host.name),
    meeting: shortLine(mail.meetingTypeName),
    time: shortTimes(mail),
    place: placeOf(mail.location),
    link: mail.manageUrl,
  }
}

function placeOf(location: MailLocation): string {
  switch (location.kind) {
    case 'phone':
      return shortLine(location.phoneNumber)
    case 'in_person':
      return inertText(location.address).replace(/\s+/g, ' ')
    case 'link':
      return location.url
  }
}

// Whoever books with the address of somebody else has a name mailed there, and not a letter.
function shortLine(text: string): string {
  const characters = Array.from(inertText(text.toWellFormed()).replace(/\s+/g, ' ').trim())
  return characters.length <= 60 ? characters.join('') : `${characters.slice(0, 59).join('')}…`
}
