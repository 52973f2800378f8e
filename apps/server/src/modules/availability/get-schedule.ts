import { DomainError, type HostId, type Schedule } from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import { presentSchedule } from './present-schedule.ts'
import { findSchedule } from './schedules.repository.ts'

/** @throws NOT_FOUND */
export async function getSchedule(
  database: Database,
  hostId: HostId,
  id: string,
): Promise<Schedule> {
  const row = await findSchedule(database, hostId, id)
  if (row === undefined) throw new DomainError('NOT_FOUND')
  return presentSchedule(row)
}
