import type { Database } from '../../db/client.ts'
import type { Log } from '../../logger.ts'
import { storableText } from '../../outbox/storable-text.ts'
import { MailRefusedError } from '../../ports/mailer.ts'
import { SmsRefusedError } from '../../ports/sms-sender.ts'
import {
  noteFailure,
  type Reservation,
  reserveMessage,
  settleMessage,
} from './notifications.repository.ts'

type Delivery = {
  /** Why it must not be sent any more. */
  skipReason?: string | undefined
  /** Says why there are too many of its kind. Asked once: another attempt is no other message. */
  findExcess?(): Promise<string | null>
  /** Resolves with the provider's name for the message, where there is one, once it is accepted. */
  send(): Promise<string | null>
}

/**
 * Sends a message once, and notes what became of it. Only where the acceptance could not be known, or
 * not be noted, it is sent again with the next delivery of its event.
 * @throws whatever made this attempt fail and may not the next one.
 */
export async function sendOnce(
  { database, log }: { database: Database; log: Log },
  reservation: Reservation,
  { skipReason, findExcess, send }: Delivery,
): Promise<void> {
  const { eventId, template, channel } = reservation
  const reserved = await reserveMessage(database, reservation)
  if (reserved === null) return
  const { id, attempts } = reserved
  const fields = { sentMessageId: id, eventId, template, channel }
  if (skipReason !== undefined) {
    await settleMessage(database, id, { state: 'skipped', reason: skipReason })
    return log.info({ ...fields, reason: skipReason }, 'a message was no longer needed')
  }
  const excess = attempts === 1 && findExcess !== undefined ? await findExcess() : null
  if (excess !== null) {
    await settleMessage(database, id, { state: 'skipped', reason: excess })
    return log.warn({ ...fields, reason: excess }, 'a message was one too many')
  }
  let providerId: string | null
  try {
    providerId = await send()
  } catch (error) {
    if (!isRefusal(error)) {
      await noteFailure(database, id, storableText(error))
      throw error
    }
    await settleMessage(database, id, { state: 'refused', reason: storableText(error) })
    return log.warn(fields, 'a message was refused for good')
  }
  await settleMessage(database, id, { state: 'accepted', providerId })
  log.info(fields, 'a message was sent')
}

function isRefusal(error: unknown): boolean {
  return error instanceof MailRefusedError || error instanceof SmsRefusedError
}
