import { DomainError, type HostId, type MeetingType } from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import { findMeetingType } from './meeting-types.repository.ts'
import { presentMeetingType } from './present-meeting-type.ts'

/** @throws NOT_FOUND */
export async function getMeetingType(
  database: Database,
  hostId: HostId,
  id: string,
): Promise<MeetingType> {
  const row = await findMeetingType(database, hostId, id)
  if (row === undefined) throw new DomainError('NOT_FOUND')
  return presentMeetingType(row)
}
