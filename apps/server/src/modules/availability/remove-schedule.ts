import { DomainError, type HostId } from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import { violatedConstraint } from '../../db/constraint-errors.ts'
import { deleteSchedule, findSchedule } from './schedules.repository.ts'

/** @throws NOT_FOUND, or SCHEDULE_IN_USE when it is the default or a meeting type uses it */
export async function removeSchedule(
  database: Database,
  hostId: HostId,
  id: string,
): Promise<void> {
  if (await deleteSchedule(database, hostId, id).catch(refuseUsed)) return
  const kept = await findSchedule(database, hostId, id)
  throw new DomainError(kept === undefined ? 'NOT_FOUND' : 'SCHEDULE_IN_USE')
}

function refuseUsed(error: unknown): never {
  if (violatedConstraint(error) !== 'meeting_types_schedule') throw error
  throw new DomainError('SCHEDULE_IN_USE')
}
