import { DomainError, type HostId } from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import type { Clock } from '../../ports/clock.ts'
import { updateMeetingType } from './meeting-types.repository.ts'

/**
 * Takes a meeting type away from every list and link. The row stays for the bookings that were made
 * with it, which stand; its slug and its schedule are free again.
 * @throws NOT_FOUND
 */
export async function removeMeetingType(
  { database, clock }: { database: Database; clock: Clock },
  hostId: HostId,
  id: string,
): Promise<void> {
  const found = await updateMeetingType(database.drizzle, hostId, id, {
    deletedAt: new Date(clock.now()),
    active: false,
    // No link can lead here: a slug has no colon.
    slug: `deleted:${id}`,
    scheduleId: null,
  })
  if (!found) throw new DomainError('NOT_FOUND')
}
