import type { BookingMail, Reader } from './booking-mail.ts'
import { meetingTitle, otherName, shortTime, subjectDetails, timeDetails } from './booking-parts.ts'
import { inertText } from './inert-text.ts'
import type { Detail, Message } from './letter.ts'
import { renderLetter } from './render-letter.tsx'

export type CancelledMail = BookingMail & {
  cancellation: { by: Reader; reason: string }
  /** Where the invitee can pick another time. */
  rebookUrl: string
}

/** Who cancelled, why, and to the invitee where to book again. */
export function bookingCancelled(mail: CancelledMail): Message {
  const times = timeDetails(mail)
  const forHost = mail.reader === 'host'
  const intro =
    mail.cancellation.by === mail.reader
      ? `You cancelled the meeting with ${otherName(mail)}.`
      : `${otherName(mail)} cancelled this meeting.`
  return renderLetter({
    subject: `Cancelled: ${meetingTitle(mail)}, ${shortTime(mail)}`,
    preview: intro,
    heading: forHost ? 'A booking was cancelled' : 'Your meeting was cancelled',
    intro: `${intro} The attached update takes it out of your calendar.`,
    details: [
      ...times.map((detail): Detail => ({ ...detail, former: true })),
      ...reasonDetails(mail),
      ...subjectDetails(mail),
    ],
    action: forHost
      ? { label: 'Open your bookings', url: mail.manageUrl }
      : { label: 'Pick another time', url: mail.rebookUrl },
    closing: [`Reply to this mail to write to your ${forHost ? 'guest' : 'host'}.`],
  })
}

// The same caution as with notes: a reason goes back to nobody but the host.
function reasonDetails({ reader, cancellation: { by, reason } }: CancelledMail): Detail[] {
  if (reason === '' || (reader === 'invitee' && by === 'invitee')) return []
  return [{ label: 'Reason', lines: inertText(reason).split('\n') }]
}
