import type { Message } from '@rendez/emails'
import type { Database } from '../../db/client.ts'
import type { Log } from '../../logger.ts'
import { type Mail, type MailAddress, type Mailer, MailRefusedError } from '../../ports/mailer.ts'
import { deriveMessageId } from './derive-message-id.ts'
import { noteFailure, reserveMessage, settleMessage } from './notifications.repository.ts'

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
 * Sends a message once. Only where the server's acceptance could not be known, or not be noted, it
 * is sent again with the next delivery of its event, as the same message.
 * @throws whatever made this attempt fail and may not the next one.
 */
export async function sendMessage(
  deps: { database: Database; mailer: Mailer; log: Log },
  toSend: MessageToSend,
): Promise<void> {
  const { database, log } = deps
  const mail = toMail(toSend)
  const id = await reserveMessage(database, {
    eventId: toSend.eventId,
    bookingId: toSend.bookingId ?? null,
    template: toSend.template,
    recipient: mail.to.address,
    messageId: mail.messageId,
    subject: mail.subject,
  })
  if (id === null) return
  const fields = { sentMessageId: id, eventId: toSend.eventId, template: toSend.template }
  if (toSend.skipReason !== undefined) {
    await settleMessage(database, id, { state: 'skipped', reason: toSend.skipReason })
    return log.info({ ...fields, reason: toSend.skipReason }, 'a message was no longer needed')
  }
  try {
    await deps.mailer.send(mail)
  } catch (error) {
    if (!(error instanceof MailRefusedError)) {
      await noteFailure(database, id, describe(error))
      throw error
    }
    await settleMessage(database, id, { state: 'refused', reason: describe(error) })
    return log.warn(fields, 'a message was refused by the mail server')
  }
  await settleMessage(database, id, { state: 'accepted' })
  log.info(fields, 'a message was sent')
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

function describe(error: unknown): string {
  return String(error).slice(0, 500)
}
