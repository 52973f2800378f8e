import { DomainError, type HostId } from '@rendez/contract'
import type { Transaction } from '../../db/client.ts'
import { lockMeetingType } from './workflows.repository.ts'

/** @throws VALIDATION_ERROR when the meeting type is not the host's, or is deleted */
export async function refuseMeetingType(
  tx: Transaction,
  hostId: HostId,
  meetingTypeId: string,
): Promise<void> {
  if (await lockMeetingType(tx, hostId, meetingTypeId)) return
  const message = 'This meeting type does not exist.'
  throw new DomainError('VALIDATION_ERROR', { fields: [{ path: 'meetingTypeId', message }] })
}
