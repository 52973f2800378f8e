import { DomainError } from '@rendez/contract'
import { selectMeetingTypeHost } from './bookings.repository.ts'
import type { BookingsDeps } from './load-booking.ts'

const MOST_KNOWN = 10_000

// A meeting type never changes hands, so what was read once is true.
const known = new Map<string, string>()

/**
 * Whose meeting type it is; a deleted one still says it.
 * @throws DomainError NOT_FOUND
 */
export async function findMeetingTypeHost(
  { database }: Pick<BookingsDeps, 'database'>,
  meetingTypeId: string,
): Promise<string> {
  const hostId = known.get(meetingTypeId) ?? (await selectMeetingTypeHost(database, meetingTypeId))
  if (hostId === undefined) throw new DomainError('NOT_FOUND')
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(meetingTypeId, hostId)
  return hostId
}
