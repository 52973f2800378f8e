import ical, {
  type ICalAttendeeData,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator'

/** A person as iCalendar knows one: a name to show and a mail address. */
export type CalendarUser = { name: string; address: string }

export type Attendee = CalendarUser & {
  /** Whether the calendar asks for an answer, or takes it as given. */
  participation: 'needs_action' | 'accepted'
}

export type Organizer = CalendarUser & {
  /** The address that mails on the organizer's behalf, where it is another one (RFC 6047 2.2.3). */
  sentBy?: string
}

type Meeting = {
  /** The same for the booking's life: `<bookingId>@<domain>`. */
  uid: string
  /** Rises with every change of the booking; a calendar ignores what is older than it has. */
  sequence: number
  /** Instants: ISO 8601 with `Z` or an offset. */
  startTime: string
  endTime: string
  /** When this object is written, an instant. */
  stamp: string
  summary: string
  /** Plain text, lines separated by \n. */
  description: string
  location: string
  organizer: Organizer
  url?: string
}

/** PUBLISH is a copy to look at or to download: RFC 5546 3.2.1 forbids attendees in it. */
export type Invitation = Meeting &
  ({ method: 'REQUEST' | 'CANCEL'; attendees: readonly Attendee[] } | { method: 'PUBLISH' })

/**
 * One iCalendar object with one VEVENT, in UTC, ready to be mailed (RFC 6047) or downloaded.
 * @throws RangeError when the times are not times in order, or the UID or an address is not safe.
 */
export function writeInvitation(invitation: Invitation): string {
  const { method } = invitation
  const calendar = ical({
    prodId: { company: 'Rendez', product: 'Rendez', language: 'EN' },
    scale: 'GREGORIAN',
    method: ICalCalendarMethod[method],
  })
  const { startTime, endTime } = timesOf(invitation)
  calendar.createEvent({
    id: safeUid(invitation.uid),
    sequence: invitation.sequence,
    stamp: new Date(invitation.stamp),
    start: startTime,
    end: endTime,
    summary: plainText(invitation.summary),
    description: plainText(invitation.description) || null,
    location: plainText(invitation.location) || null,
    status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: ICalEventTransparency.OPAQUE,
    organizer: organizerData(invitation.organizer),
    attendees: invitation.method === 'PUBLISH' ? [] : invitation.attendees.map(attendeeData),
    url: invitation.url === undefined ? null : safeUrl(invitation.url),
  })
  return `${calendar.toString()}\r\n`
}

// The library silently swaps times that are out of order.
function timesOf({ startTime, endTime }: Meeting): { startTime: Date; endTime: Date } {
  const times = { startTime: new Date(startTime), endTime: new Date(endTime) }
  if (times.startTime < times.endTime) return times
  throw new RangeError(`an invitation cannot run from ${startTime} to ${endTime}`)
}

function organizerData({ name, address, sentBy }: Organizer) {
  return {
    name: parameterText(name) || address,
    email: safeAddress(address),
    ...(sentBy === undefined ? {} : { sentBy: safeAddress(sentBy) }),
  }
}

function attendeeData({ name, address, participation }: Attendee): ICalAttendeeData {
  const asked = participation === 'needs_action'
  return {
    name: parameterText(name) || address,
    email: safeAddress(address),
    role: ICalAttendeeRole.REQ,
    type: ICalAttendeeType.INDIVIDUAL,
    status: asked ? ICalAttendeeStatus.NEEDSACTION : ICalAttendeeStatus.ACCEPTED,
    rsvp: asked,
  }
}

/** What a TEXT value may hold: well-formed Unicode whose only control character is \n. */
function plainText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/(?!\n)\p{Cc}/gu, '')
}

// Quotes cannot be written in a parameter, few calendars read RFC 6868's way around that (by
// carets), and some read a backslash as in a TEXT although it means nothing here.
function parameterText(text: string): string {
  return plainText(text)
    .replaceAll('"', "'")
    .replaceAll('\\', '/')
    .replace(/[\s^]+/g, ' ')
    .trim()
}

// The library writes the UID as it comes: a line end in it would begin a new property.
function safeUid(uid: string): string {
  if (/^[\x21-\x7e]+$/.test(uid)) return uid
  throw new RangeError('a UID consists of printable ASCII characters')
}

function safeAddress(address: string): string {
  if (/^[^\s\p{Cc}"<>,;:\\@]+@[^\s\p{Cc}"<>,;:\\@]+$/u.test(address)) return address
  throw new RangeError('an address in an invitation is a bare mail address')
}

// The library escapes commas and semicolons as in a TEXT, which a URI must not have.
function safeUrl(url: string): string {
  return new URL(url).href.replaceAll(',', '%2C').replaceAll(';', '%3B')
}
