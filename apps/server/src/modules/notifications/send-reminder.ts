import { bookingReminder, type Reader, reminderSms } from '@rendez/emails'
import { addressMail } from './address-mail.ts'
import { describeBooking } from './describe-booking.ts'
import type { BookingForMail } from './notifications.repository.ts'
import type { MessageDeps, MessageDueEvent } from './on-message-due.ts'
import type { Rule } from './read-rule.ts'
import { sendEach } from './send-each.ts'
import { sendMessage } from './send-message.ts'
import { sendTextMessage } from './send-text-message.ts'
import { writeBookingInvitation } from './write-booking-invitation.ts'

type Reminder = { found: BookingForMail; rule: Rule & { kind: 'reminder' } }

/** Reminds the invitee by mail, by SMS where they gave a number, and the host who wants it. */
export async function sendReminder(
  deps: MessageDeps,
  event: MessageDueEvent,
  reminder: Reminder,
): Promise<void> {
  const { booking, meetingType } = reminder.found
  const readers: Reader[] = meetingType?.remindHost ? ['invitee', 'host'] : ['invitee']
  const messages = readers.map((reader) => mailReminder(deps, event, reminder, reader))
  if (booking.inviteePhone !== null && meetingType?.sms !== 'off') {
    messages.push(textReminder(deps, event, reminder, booking.inviteePhone))
  }
  await sendEach(messages)
}

function mailReminder(
  deps: MessageDeps,
  event: MessageDueEvent,
  reminder: Reminder,
  reader: Reader,
): Promise<void> {
  const { mailFrom, publicUrl } = deps
  const { booking, host } = reminder.found
  const mail = describeBooking(reminder.found, reader, deps)
  return sendMessage(deps, {
    ...identityOf(event, reminder, reader),
    ...addressMail(mail, host.address, mailFrom),
    message: bookingReminder(mail),
    invitation: writeBookingInvitation(mail, {
      bookingId: booking.id,
      method: 'REQUEST',
      sequence: booking.version,
      // Of the change that it tells again: a calendar that has it is asked nothing new.
      stamp: booking.updatedAt.toISOString(),
      hostAddress: host.address,
      sender: mailFrom,
      publicUrl,
    }),
  })
}

function textReminder(
  deps: MessageDeps,
  event: MessageDueEvent,
  reminder: Reminder,
  to: string,
): Promise<void> {
  const text = reminderSms(describeBooking(reminder.found, 'invitee', deps))
  return sendTextMessage(deps, {
    ...identityOf(event, reminder, 'invitee'),
    hostId: reminder.found.booking.hostId,
    to,
    text,
  })
}

function identityOf(event: MessageDueEvent, reminder: Reminder, reader: Reader) {
  const skipReason = reasonToSkip(event, reminder)
  return {
    eventId: event.id,
    bookingId: reminder.found.booking.id,
    template: `reminder.${reader}`,
    ...(skipReason === null ? {} : { skipReason }),
  }
}

/** Between its time and its sending, an hour of outage may lie, or a second. */
function reasonToSkip({ payload }: MessageDueEvent, { found, rule }: Reminder): string | null {
  const { booking, meetingType, hasBegun } = found
  if (booking.status === 'cancelled') return 'the booking was cancelled meanwhile'
  if (booking.version !== payload.version) return 'the booking was moved meanwhile'
  if (hasBegun) return 'the meeting has begun'
  if (!meetingType?.reminderMinutes.includes(rule.minutesBefore)) return 'the reminder is gone'
  return null
}
