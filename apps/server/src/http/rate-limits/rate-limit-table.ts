import type { RateLimit } from '../../ports/key-value-store.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE

/**
 * Every limit there is: far above what people do, an office behind one address included, and far below
 * what a program can.
 */
export const rateLimitTable = {
  /** Procedures and pages that only show something, by client address. */
  read: { burst: 200, count: 300, periodSeconds: MINUTE },
  /** Procedures that change something, by client address. */
  change: { burst: 60, count: 120, periodSeconds: MINUTE },
  /** Procedures that a host calls with a session, by account. */
  account: { burst: 200, count: 600, periodSeconds: MINUTE },
  /** New bookings, by client address. */
  booking: { burst: 20, count: 20, periodSeconds: MINUTE },
  /** New holds, by client address. A form works without one. */
  hold: { burst: 20, count: 120, periodSeconds: HOUR },
  /** New bookings of one meeting type, whoever makes them. */
  'meeting-type': { burst: 100, count: 300, periodSeconds: HOUR },
  /** New bookings of one meeting type for one invitee: each is a mail to that address. */
  invitee: { burst: 10, count: 10, periodSeconds: HOUR },
  /** New bookings for one phone number, of whatever meeting type: each may send it text messages. */
  phone: { burst: 5, count: 10, periodSeconds: HOUR },
} satisfies Record<string, RateLimit>

export type RateLimitName = keyof typeof rateLimitTable
