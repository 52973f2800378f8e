import { createHash, createHmac } from 'node:crypto'

/** The secret of a hold: 256 bits as base64url, the same each time it is derived. */
export function deriveHoldToken(secret: string, holdId: string): string {
  return createHmac('sha256', secret).update(`hold:${holdId}`).digest('base64url')
}

/** What is stored of a token: whoever reads the database cannot use a hold. */
export function hashHoldToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest()
}

/** What is stored of a guest's network: enough to count, and nothing to find the address by. */
export function hashNetwork(secret: string, clientNetwork: string): Uint8Array {
  return createHmac('sha256', secret).update(`network:${clientNetwork}`).digest()
}
