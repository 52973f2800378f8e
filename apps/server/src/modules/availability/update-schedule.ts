import { DomainError, type HostId, type Schedule, type UpdateScheduleInput } from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import { lockHost } from '../hosts/hosts.module.ts'
import { getSchedule } from './get-schedule.ts'
import { makeScheduleDefault, updateSchedule as writeSchedule } from './schedules.repository.ts'

/**
 * Changes what is given. `isDefault: true` takes the default over from another schedule at once.
 * @throws NOT_FOUND
 */
export async function updateSchedule(
  database: Database,
  hostId: HostId,
  { id, isDefault, ...changes }: UpdateScheduleInput,
): Promise<Schedule> {
  await database.drizzle.transaction(async (tx) => {
    // Two changes of the default at once take turns instead of meeting at the unique index.
    await lockHost(tx, hostId)
    if (!(await writeSchedule(tx, hostId, id, changes))) throw new DomainError('NOT_FOUND')
    if (isDefault) await makeScheduleDefault(tx, hostId, id)
  })
  return getSchedule(database, hostId, id)
}
