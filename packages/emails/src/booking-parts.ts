import type { BookingMail, MailLocation } from './booking-mail.ts'
import { formatMeetingTime, formatShortTime, type TimeFormat } from './format-meeting-time.ts'
import { inertText } from './inert-text.ts'
import type { Detail } from './letter.ts'

type Times = { startTime: string; endTime: string }

/** `Intro with Ada`: the meeting as the reader would call it, for a subject. */
export function meetingTitle(mail: BookingMail): string {
  return `${subjectPart(mail.meetingTypeName)} with ${subjectPart(nameOfOther(mail))}`
}

/** The reader's short time, for a subject. */
export function shortTime(mail: BookingMail): string {
  return formatShortTime(mail.startTime, zonesOf(mail).own, clockOf(mail))
}

/** The short time in the reader's zone and in the other one's; once where both share a zone. */
export function shortTimes(mail: BookingMail): string {
  const { own, other } = zonesOf(mail)
  return [...new Set([own, other])]
    .map((timeZone) => `${formatShortTime(mail.startTime, timeZone, clockOf(mail))} (${timeZone})`)
    .join(' / ')
}

/** The name of the other one, for a sentence. */
export function otherName(mail: BookingMail): string {
  return inertText(nameOfOther(mail))
}

/** The time in the reader's zone, then in the other one's; once where both share a zone. */
export function timeDetails(mail: BookingMail): Detail[] {
  const { own, other } = zonesOf(mail)
  const when = formatMeetingTime(mail.startTime, mail.endTime, own, clockOf(mail))
  if (own === other) return [{ label: 'When', lines: [when, 'The same zone for both of you.'] }]
  const label = mail.reader === 'host' ? 'For your guest' : 'For your host'
  const there = formatMeetingTime(mail.startTime, mail.endTime, other, clockOf(mail))
  return [
    { label: 'When', lines: [when] },
    { label, lines: [there] },
  ]
}

/** What was arranged before, in both zones. */
export function formerTimeDetail(mail: BookingMail, times: Times): Detail {
  const { own, other } = zonesOf(mail)
  const lines = [...new Set([own, other])].map((timeZone) =>
    formatMeetingTime(times.startTime, times.endTime, timeZone, clockOf(mail)),
  )
  return { label: 'Before', lines, former: true }
}

/** What the meeting is, who with, where, and to the host what the invitee wrote. */
export function meetingDetails(mail: BookingMail): Detail[] {
  return [
    ...subjectDetails(mail),
    { label: 'Where', ...locationOf(mail.location) },
    ...notesDetails(mail),
  ]
}

/** What the meeting is and who with. */
export function subjectDetails({ reader, host, invitee, meetingTypeName }: BookingMail): Detail[] {
  const who =
    reader === 'invitee' ? [inertText(host.name)] : [inertText(invitee.name), invitee.address]
  return [
    { label: 'What', lines: [inertText(meetingTypeName)] },
    { label: 'Who', lines: who },
  ]
}

// Only the host reads the notes: whoever books with the address of somebody else must not be able
// to have a text of theirs mailed there.
function notesDetails({ reader, notes }: BookingMail): Detail[] {
  return reader === 'host' && notes !== ''
    ? [{ label: 'Notes', lines: inertText(notes).split('\n') }]
    : []
}

function locationOf(location: MailLocation): { lines: string[]; href?: string } {
  switch (location.kind) {
    case 'phone':
      return { lines: [`Phone: ${inertText(location.phoneNumber)}`] }
    case 'in_person':
      return { lines: [inertText(location.address)] }
    case 'link':
      return { lines: [location.url], href: location.url }
  }
}

function zonesOf({ reader, host, invitee }: BookingMail): { own: string; other: string } {
  return reader === 'host'
    ? { own: host.timeZone, other: invitee.timeZone }
    : { own: invitee.timeZone, other: host.timeZone }
}

function clockOf({ reader, host, invitee }: BookingMail): TimeFormat {
  return reader === 'host' ? host.timeFormat : invitee.timeFormat
}

function nameOfOther({ reader, host, invitee }: BookingMail): string {
  return reader === 'host' ? invitee.name : host.name
}

// Subjects are never made into links, but a long one hides the time at its end.
function subjectPart(text: string): string {
  const characters = Array.from(
    text
      .toWellFormed()
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim(),
  )
  return characters.length <= 40 ? characters.join('') : `${characters.slice(0, 39).join('')}…`
}
