import type { SchedulesService } from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import { createSchedule } from './create-schedule.ts'
import { presentSchedule } from './present-schedule.ts'
import { removeSchedule } from './remove-schedule.ts'
import { listSchedules } from './schedules.repository.ts'
import { updateSchedule } from './update-schedule.ts'

export { createDefaultSchedule } from './create-default-schedule.ts'

export function createSchedulesService({ database }: { database: Database }): SchedulesService {
  return {
    list: async (hostId) => (await listSchedules(database, hostId)).map(presentSchedule),
    create: (hostId, input) => createSchedule(database, hostId, input),
    update: (hostId, input) => updateSchedule(database, hostId, input),
    remove: (hostId, id) => removeSchedule(database, hostId, id),
  }
}
