import { bookingChecks } from './booking-checks.ts'
import type { Database } from './client.ts'
import { verifyBookings } from './verify-bookings.ts'

/** Every broken promise of the tables of bookings, as sentences; none when all is well. */
export async function verifyInvariants({ sql }: Pick<Database, 'sql'>): Promise<string[]> {
  const verdicts = await verifyBookings(sql, { checks: bookingChecks, graceSeconds: 0 })
  return verdicts.flatMap(({ rule, outcome, ids }) =>
    outcome === 'unfinished' ? [`${rule}: unknown`] : ids.map((id) => `${rule}: not so ${id}`),
  )
}
