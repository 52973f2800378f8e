import { hashHoldToken } from './hold-token.ts'
import { deleteHoldClaim } from './holds.repository.ts'
import type { BookingsDeps } from './load-booking.ts'

/** Lets a held time go. What is over already, or another guest's, stays as it is. */
export async function releaseHold(
  { database, hostChanged }: Pick<BookingsDeps, 'database' | 'hostChanged'>,
  id: string,
  holdToken: string,
): Promise<void> {
  const hostId = await deleteHoldClaim(database, { id, tokenHash: hashHoldToken(holdToken) })
  if (hostId !== null) await hostChanged(hostId)
}
