import type { BookingMail } from './booking-mail.ts'
import { meetingDetails, meetingTitle, otherName, shortTime, timeDetails } from './booking-parts.ts'
import type { Message } from './letter.ts'
import { renderLetter } from './render-letter.tsx'

/** Before the meeting: when, where, and how to change it. It names no span, for mail can be late. */
export function bookingReminder(mail: BookingMail): Message {
  const times = timeDetails(mail)
  const forHost = mail.reader === 'host'
  return renderLetter({
    subject: `Reminder: ${meetingTitle(mail)}, ${shortTime(mail)}`,
    preview: times[0]?.lines[0] ?? '',
    heading: forHost ? 'You have a meeting coming up' : 'Your meeting is coming up',
    intro: `You and ${otherName(mail)} are meeting. Here is what you arranged.`,
    details: [...times, ...meetingDetails(mail)],
    action: {
      label: forHost ? 'Open your bookings' : 'Reschedule or cancel',
      url: mail.manageUrl,
    },
    closing: [`Reply to this mail to write to your ${forHost ? 'guest' : 'host'}.`],
  })
}
