import type { BookingMail } from './booking-mail.ts'
import { meetingDetails, meetingTitle, timeDetails } from './booking-parts.ts'
import type { Detail, Message } from './letter.ts'
import { renderLetter } from './render-letter.tsx'

type Composed = {
  /** As the host wrote them, placeholders filled. */
  subject: string
  text: string
  /** The meeting will not take place: its time is struck through, and this is where to book again. */
  rebookUrl?: string
}

/** What a host wrote, above the facts of the meeting, which every message has. */
export function workflowMail(mail: BookingMail, { subject, text, rebookUrl }: Composed): Message {
  const forHost = mail.reader === 'host'
  const times = timeDetails(mail)
  const former = times.map((detail): Detail => ({ ...detail, former: true }))
  return renderLetter({
    subject: subject.replace(/[\s\p{Cc}]+/gu, ' ').trim(),
    preview: times[0]?.lines[0] ?? '',
    heading: meetingTitle(mail),
    body: text,
    details: [...(rebookUrl === undefined ? times : former), ...meetingDetails(mail)],
    action: actionFor(mail, rebookUrl),
    closing: [
      forHost
        ? 'A workflow of yours sent this.'
        : 'Reply to this mail to write to your host, who had it sent.',
    ],
  })
}

function actionFor({ reader, manageUrl }: BookingMail, rebookUrl: string | undefined) {
  if (reader === 'host') return { label: 'Open your bookings', url: manageUrl }
  return rebookUrl === undefined
    ? { label: 'Reschedule or cancel', url: manageUrl }
    : { label: 'Pick another time', url: rebookUrl }
}
