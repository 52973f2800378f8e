import type { BookingMail } from './booking-mail.ts'
import { meetingDetails, meetingTitle, otherName, shortTime, timeDetails } from './booking-parts.ts'
import type { Message } from './letter.ts'
import { renderLetter } from './render-letter.tsx'

/** To whoever booked, and to the host who is booked. */
export function bookingConfirmed(mail: BookingMail): Message {
  const times = timeDetails(mail)
  const forHost = mail.reader === 'host'
  return renderLetter({
    subject: `${forHost ? 'New booking' : 'Confirmed'}: ${meetingTitle(mail)}, ${shortTime(mail)}`,
    preview: times[0]?.lines[0] ?? '',
    heading: forHost ? 'You have a new booking' : 'Your meeting is confirmed',
    intro: forHost
      ? `${otherName(mail)} booked a time with you.`
      : `You and ${otherName(mail)} are meeting. An invitation for your calendar is attached.`,
    details: [...times, ...meetingDetails(mail)],
    action: {
      label: forHost ? 'Open your bookings' : 'Reschedule or cancel',
      url: mail.manageUrl,
    },
    closing: closingFor(mail),
  })
}

function closingFor({ reader }: BookingMail): string[] {
  return reader === 'host'
    ? ['Reply to this mail to write to your guest.']
    : [
        'Reply to this mail to write to your host.',
        'Whoever has this mail can change the meeting, so forward it with care.',
      ]
}
