import { changeAndTell } from '../../db/change-and-tell.ts'
import { hashHoldToken } from './hold-token.ts'
import { deleteHoldClaim, findHoldHost } from './holds.repository.ts'
import type { BookingsDeps } from './load-booking.ts'

/** Lets a held time go. What is over already, or another guest's, stays as it is. */
export async function releaseHold(
  { database, hostChanged }: Pick<BookingsDeps, 'database' | 'hostChanged'>,
  id: string,
  holdToken: string,
): Promise<void> {
  const hold = { id, tokenHash: hashHoldToken(holdToken) }
  // Asked first: a deletion that is repeated finds nothing that says whose time it was.
  const hostId = await findHoldHost(database, hold)
  if (hostId === null) return
  await changeAndTell(deleteHoldClaim(database, hold), () => hostChanged(hostId))
}
