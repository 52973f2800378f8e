import {
  DomainError,
  type HostId,
  type MeetingType,
  type UpdateMeetingTypeInput,
} from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import { rescheduleMessagesOf } from '../workflows/workflows.module.ts'
import { getMeetingType } from './get-meeting-type.ts'
import { updateMeetingType as writeMeetingType } from './meeting-types.repository.ts'
import { refuseByConstraint } from './refuse-by-constraint.ts'

/**
 * Changes what is given; what is already booked stays as it was agreed, but for its reminders.
 * @throws NOT_FOUND, SLUG_TAKEN, or VALIDATION_ERROR when the schedule is not the host's
 */
export async function updateMeetingType(
  database: Database,
  hostId: HostId,
  { id, ...changes }: UpdateMeetingTypeInput,
): Promise<MeetingType> {
  const written = database.drizzle.transaction(async (tx) => {
    const found = await writeMeetingType(tx, hostId, id, changes)
    if (found && changes.reminderMinutes !== undefined) await rescheduleMessagesOf(tx, id)
    return found
  })
  const found = await written.catch(refuseByConstraint)
  if (!found) throw new DomainError('NOT_FOUND')
  return getMeetingType(database, hostId, id)
}
