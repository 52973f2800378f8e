import type { Message } from '@rendez/emails'
import type { Database } from '../../db/client.ts'
import type { Log } from '../../logger.ts'
import type { Mail, MailAddress, Mailer } from '../../ports/mailer.ts'
import { deriveMessageId } from './derive-message-id.ts'
import { sendOnce } from './send-once.ts'

export type MessageToSend = {
  eventId: string
  bookingId?: string
  /** What it says and to whom: with event and recipient it names the message for good. */
  template: string
  from: MailAddress
  to: MailAddress
  replyTo?: MailAddress
  message: Message
  invitation?: NonNullable<Mail['invitation']>
  /** Why it must not be sent any more. */
  skipReason?: string
}

/**
 * Mails a message once; every further attempt at it is the same message.
 * @throws whatever made this attempt fail and may not the next one.
 */
export async function sendMessage(
  deps: { database: Database; mailer: Mailer; log: Log },
  toSend: MessageToSend,
): Promise<void> {
  const mail = toMail(toSend)
  const reservation = {
    eventId: toSend.eventId,
    bookingId: toSend.bookingId ?? null,
    template: toSend.template,
    channel: 'mail' as const,
    recipient: mail.to.address,
    messageId: mail.messageId,
    subject: mail.subject,
  }
  const send = async () => {
    await deps.mailer.send(mail)
    return null
  }
  await sendOnce(deps, reservation, { skipReason: toSend.skipReason, send })
}

function toMail(toSend: MessageToSend): Mail {
  const { eventId, template, from, to, replyTo, message, invitation } = toSend
  return {
    messageId: deriveMessageId({ eventId, template, recipient: to.address }, from.address),
    from,
    to,
    ...(replyTo ? { replyTo } : {}),
    ...message,
    ...(invitation ? { invitation } : {}),
  }
}
