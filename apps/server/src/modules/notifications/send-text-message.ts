import type { Database } from '../../db/client.ts'
import type { Log } from '../../logger.ts'
import type { KeyValueStore } from '../../ports/key-value-store.ts'
import type { SmsSender } from '../../ports/sms-sender.ts'
import { deriveMessageId } from './derive-message-id.ts'
import { findTextExcess } from './find-text-excess.ts'
import { sendOnce } from './send-once.ts'

export type TextMessageToSend = {
  eventId: string
  bookingId: string
  /** In whose name it is sent. */
  hostId: string
  template: string
  /** E.164. */
  to: string
  text: string
  /** Why it must not be sent any more. */
  skipReason?: string
}

/**
 * Sends a text message, and notes it as mail is noted. When the provider's answer is lost it may
 * arrive twice, and cannot be told from its first copy. More than a number or a host can want are skipped.
 * @throws whatever made this attempt fail and may not the next one.
 */
export async function sendTextMessage(
  deps: {
    database: Database
    smsSender: SmsSender
    store: Pick<KeyValueStore, 'takeToken'>
    log: Log
  },
  { eventId, bookingId, hostId, template, to, text, skipReason }: TextMessageToSend,
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
  const findExcess = () => findTextExcess(deps.store, { to, hostId })
  await sendOnce(deps, reservation, { skipReason, findExcess, send })
}
