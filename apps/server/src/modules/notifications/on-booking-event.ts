import {
  type BookingMail,
  bookingCancelled,
  bookingConfirmed,
  bookingRescheduled,
  type Message,
  type Reader,
} from '@rendez/emails'
import type { Database } from '../../db/client.ts'
import type { Log } from '../../logger.ts'
import type { DomainEvent } from '../../outbox/domain-event.ts'
import type { MailAddress, Mailer } from '../../ports/mailer.ts'
import { addressMail } from './address-mail.ts'
import { describeBooking, rebookUrl } from './describe-booking.ts'
import { type BookingForMail, loadBookingForMail } from './notifications.repository.ts'
import { sendEach } from './send-each.ts'
import { type MessageToSend, sendMessage } from './send-message.ts'
import { writeBookingInvitation } from './write-booking-invitation.ts'

export type BookingDomainEvent = Extract<DomainEvent, { kind: `booking.${string}` }>

type Deps = {
  database: Database
  mailer: Mailer
  log: Log
  secret: string
  publicUrl: string
  mailFrom: MailAddress
}

const readers = ['invitee', 'host'] as const

/** Tells the invitee and the host what happened to their booking. */
export async function onBookingEvent(deps: Deps, event: BookingDomainEvent): Promise<void> {
  const found = await loadBookingForMail(deps.database, event.payload.bookingId)
  if (found === null) {
    return deps.log.warn({ eventId: event.id, kind: event.kind }, 'nobody is left to be told')
  }
  const messages = readers.map((reader) => composeMessage(deps, event, found, reader))
  await sendEach(messages.map((message) => sendMessage(deps, message)))
}

function composeMessage(
  deps: Deps,
  event: BookingDomainEvent,
  found: BookingForMail,
  reader: Reader,
): MessageToSend {
  const { publicUrl, mailFrom } = deps
  const { booking, host } = found
  const mail = describeBooking(found, reader, deps)
  const skipReason = reasonToSkip(event, found)
  return {
    eventId: event.id,
    bookingId: booking.id,
    template: `${event.kind}.${reader}`,
    ...addressMail(mail, host.address, mailFrom),
    message: renderMessage(event, mail, found, publicUrl),
    invitation: writeBookingInvitation(mail, {
      bookingId: booking.id,
      method: event.kind === 'booking.cancelled' ? 'CANCEL' : 'REQUEST',
      sequence: event.payload.version,
      stamp: event.occurredAt,
      hostAddress: host.address,
      sender: mailFrom,
      publicUrl,
    }),
    ...(skipReason === null ? {} : { skipReason }),
  }
}

/** What was true when the event was written may be no longer: nobody is told of yesterday's time. */
function reasonToSkip({ kind, payload }: BookingDomainEvent, { booking }: BookingForMail) {
  if (kind === 'booking.cancelled') return null
  if (booking.status === 'cancelled') return 'the booking was cancelled meanwhile'
  if (booking.version > payload.version) return 'the booking was moved meanwhile'
  return null
}

function renderMessage(
  event: BookingDomainEvent,
  mail: BookingMail,
  found: BookingForMail,
  publicUrl: string,
): Message {
  switch (event.kind) {
    case 'booking.confirmed':
      return bookingConfirmed(mail)
    case 'booking.rescheduled': {
      const { previousStartTime, previousEndTime } = event.payload
      return bookingRescheduled({ ...mail, previousStartTime, previousEndTime })
    }
    case 'booking.cancelled': {
      const { cancelledBy, cancellationReason } = found.booking
      const cancellation = { by: cancelledBy ?? 'host', reason: cancellationReason ?? '' }
      return bookingCancelled({ ...mail, cancellation, rebookUrl: rebookUrl(found, publicUrl) })
    }
  }
}
