import type { BookingMail } from './booking-mail.ts'
import { meetingTitle, shortTimes } from './booking-parts.ts'
import { inertText } from './inert-text.ts'

/** The reminder as a text message: both times in one line, and the reader's link. */
export function reminderSms(mail: BookingMail): string {
  const title = inertText(meetingTitle(mail))
  return `Reminder: ${title}, ${shortTimes(mail)}. Details and changes: ${mail.manageUrl}`
}
