import { DomainError, type HostId } from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import type { Clock } from '../../ports/clock.ts'
import { rescheduleMessagesOf } from '../workflows/workflows.module.ts'
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
  const found = await database.drizzle.transaction(async (tx) => {
    const removed = await updateMeetingType(tx, hostId, id, {
      deletedAt: new Date(clock.now()),
      active: false,
      // No link can lead here: a slug has no colon.
      slug: `deleted:${id}`,
      scheduleId: null,
    })
    // Its workflows go with it; its reminders stay with the bookings that stand.
    if (removed) await rescheduleMessagesOf(tx, id)
    return removed
  })
  if (!found) throw new DomainError('NOT_FOUND')
}
