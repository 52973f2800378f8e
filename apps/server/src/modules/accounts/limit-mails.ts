import { createHash } from 'node:crypto'
import { DomainError } from '@rendez/contract'
import type { KeyValueStore } from '../../ports/key-value-store.ts'

const limit = { burst: 5, count: 5, periodSeconds: 60 * 60 }

/**
 * Keeps strangers from filling a mailbox through our forms: 5 mails at once to an address, and then 5 an
 * hour. It counts what is asked for, whether or not an account exists, and so tells nothing about it.
 * @throws DomainError RATE_LIMITED with the seconds to wait
 */
export function limitMails(
  takeToken: KeyValueStore['takeToken'],
): (email: string) => Promise<void> {
  return async (email) => {
    // The store may be looked into: it holds nobody's address.
    const name = createHash('sha256').update(email).digest('base64url')
    const { allowed, retryAfterMs } = await takeToken(`account-mails:${name}`, limit)
    if (allowed) return
    throw new DomainError('RATE_LIMITED', { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) })
  }
}
