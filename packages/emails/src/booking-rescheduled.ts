import type { BookingMail } from './booking-mail.ts'
import {
  formerTimeDetail,
  meetingDetails,
  meetingTitle,
  otherName,
  shortTime,
  timeDetails,
} from './booking-parts.ts'
import type { Message } from './letter.ts'
import { renderLetter } from './render-letter.tsx'

export type RescheduledMail = BookingMail & { previousStartTime: string; previousEndTime: string }

/** The new time, and beside it the one that no longer counts. */
export function bookingRescheduled(mail: RescheduledMail): Message {
  const times = timeDetails(mail)
  const former = { startTime: mail.previousStartTime, endTime: mail.previousEndTime }
  const forHost = mail.reader === 'host'
  return renderLetter({
    subject: `Moved: ${meetingTitle(mail)}, now ${shortTime(mail)}`,
    preview: times[0]?.lines[0] ?? '',
    heading: forHost ? 'A booking has a new time' : 'Your meeting has a new time',
    intro: `The meeting with ${otherName(mail)} was moved. The attached invitation updates your calendar.`,
    details: [...times, formerTimeDetail(mail, former), ...meetingDetails(mail)],
    action: {
      label: forHost ? 'Open your bookings' : 'Reschedule or cancel',
      url: mail.manageUrl,
    },
    closing: [`Reply to this mail to write to your ${forHost ? 'guest' : 'host'}.`],
  })
}
