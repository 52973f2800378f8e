import {
  DomainError,
  type HostId,
  type MeetingType,
  type UpdateMeetingTypeInput,
} from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import { getMeetingType } from './get-meeting-type.ts'
import { updateMeetingType as writeMeetingType } from './meeting-types.repository.ts'
import { refuseByConstraint } from './refuse-by-constraint.ts'

/**
 * Changes what is given; what is already booked stays as it was agreed.
 * @throws NOT_FOUND, SLUG_TAKEN, or VALIDATION_ERROR when the schedule is not the host's
 */
export async function updateMeetingType(
  database: Database,
  hostId: HostId,
  { id, ...changes }: UpdateMeetingTypeInput,
): Promise<MeetingType> {
  const found = await writeMeetingType(database, hostId, id, changes).catch(refuseByConstraint)
  if (!found) throw new DomainError('NOT_FOUND')
  return getMeetingType(database, hostId, id)
}
