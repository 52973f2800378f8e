import { createHash } from 'node:crypto'

/**
 * The Message-ID of a message, without angle brackets: the same for every attempt at it, so that a
 * mail program shows a repeated one once.
 */
export function deriveMessageId(
  message: { eventId: string; template: string; recipient: string },
  senderAddress: string,
): string {
  const { eventId, template, recipient } = message
  const hash = createHash('sha256').update(JSON.stringify([eventId, template, recipient]))
  const domain = senderAddress.slice(senderAddress.lastIndexOf('@') + 1)
  return `${hash.digest('hex').slice(0, 40)}@${domain}`
}
