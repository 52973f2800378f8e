import type { HostId, SchedulesService } from '@rendez/contract'
import { changeAndTell } from '../../db/change-and-tell.ts'
import type { Database } from '../../db/client.ts'
import type { HostChanged, ReadForHost } from './availability.module.ts'
import { createSchedule } from './create-schedule.ts'
import { presentSchedule } from './present-schedule.ts'
import { removeSchedule } from './remove-schedule.ts'
import { listSchedules } from './schedules.repository.ts'
import { updateSchedule } from './update-schedule.ts'

export { createDefaultSchedule } from './create-default-schedule.ts'

type SchedulesDeps = {
  database: Database
  hostChanged: HostChanged
  readForHost: ReadForHost
}

export function createSchedulesService(deps: SchedulesDeps): SchedulesService {
  const { database, hostChanged, readForHost } = deps
  const changing = <Result>(hostId: HostId, change: Promise<Result>) =>
    changeAndTell(change, () => hostChanged(hostId))
  return {
    list: async (hostId) =>
      (await readForHost(hostId, (source) => listSchedules(source, hostId))).map(presentSchedule),
    create: (hostId, input) => changing(hostId, createSchedule(database, hostId, input)),
    update: (hostId, input) => changing(hostId, updateSchedule(database, hostId, input)),
    remove: (hostId, id) => changing(hostId, removeSchedule(database, hostId, id)),
  }
}
