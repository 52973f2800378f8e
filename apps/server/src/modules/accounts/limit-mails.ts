import { DomainError } from '@rendez/contract'
import type { Clock } from '../../ports/clock.ts'

const MOST_MAILS = 5
const WINDOW_MS = 60 * 60 * 1000
const MOST_ADDRESSES = 10_000

/**
 * Keeps strangers from filling a mailbox through our forms: at most 5 mails an hour to an address. It
 * counts what is asked for, whether or not an account exists, and so tells nothing about it.
 * @throws RATE_LIMITED
 */
export function limitMails(clock: Clock): (email: string) => void {
  const windows = new Map<string, { endsAt: number; mails: number }>()

  const forgetOld = (now: number) => {
    for (const [email, { endsAt }] of windows) {
      // Windows are in the order of their beginning.
      if (endsAt > now && windows.size <= MOST_ADDRESSES) return
      windows.delete(email)
    }
  }

  return (email) => {
    const now = clock.now()
    forgetOld(now)
    const window = windows.get(email) ?? { endsAt: now + WINDOW_MS, mails: 0 }
    if (window.mails >= MOST_MAILS) throw new DomainError('RATE_LIMITED')
    window.mails += 1
    windows.set(email, window)
  }
}
