import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** The secret of an invitee's link: 256 bits as base64url, the same each time it is derived. */
export function deriveManageToken(secret: string, bookingId: string): string {
  return createHmac('sha256', secret).update(`manage:${bookingId}`).digest('base64url')
}

/** What is stored of a token: whoever reads the database cannot open a link with it. */
export function hashManageToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest()
}

/**
 * Whether a token opens a booking: it is the one of its creation, or the one of today's secret,
 * which stands in later mails. Takes as long for a wrong token as for a right one.
 */
export function isManageToken(
  token: string,
  booking: { id: string; manageTokenHash: Uint8Array },
  secret: string,
): boolean {
  const hash = hashManageToken(token)
  const current = hashManageToken(deriveManageToken(secret, booking.id))
  const isFirst = timingSafeEqual(hash, booking.manageTokenHash)
  const isCurrent = timingSafeEqual(hash, current)
  return isFirst || isCurrent
}
