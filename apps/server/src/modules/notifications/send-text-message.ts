import type { Database } from '../../db/client.ts'
import type { Log } from '../../logger.ts'
import type { SmsSender } from '../../ports/sms-sender.ts'
import { deriveMessageId } from './derive-message-id.ts'
import { sendOnce } from './send-once.ts'

export type TextMessageToSend = {
  eventId: string
  bookingId: string
  template: string
  /** E.164. */
  to: string
  text: string
  /** Why it must not be sent any more. */
  skipReason?: string
}

/**
 * Sends a text message, and notes it as mail is noted. When the provider's answer is lost it may
 * arrive twice, and cannot be told from its first copy.
 * @throws whatever made this attempt fail and may not the next one.
 */
export async function sendTextMessage(
  deps: { database: Database; smsSender: SmsSender; log: Log },
  { eventId, bookingId, template, to, text, skipReason }: TextMessageToSend,
): Promise<void> {
  const reservation = {
    eventId,
    bookingId,
    template,
    channel: 'sms' as const,
    recipient: to,
    messageId: deriveMessageId({ eventId, template, recipient: to }, 'sms'),
    subject: '',
  }
  const send = async () => (await deps.smsSender.send({ to, text })).providerId
  await sendOnce(deps, reservation, { skipReason, send })
}
