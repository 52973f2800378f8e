import type { HostId, MeetingTypesService } from '@rendez/contract'
import { changeAndTell } from '../../db/change-and-tell.ts'
import type { Database } from '../../db/client.ts'
import type { Clock } from '../../ports/clock.ts'
import type { HostChanged, ReadForHost } from '../availability/availability.module.ts'
import { createMeetingType } from './create-meeting-type.ts'
import { getHostPage } from './get-host-page.ts'
import { getMeetingType } from './get-meeting-type.ts'
import { getMeetingTypePage } from './get-meeting-type-page.ts'
import { listMeetingTypes } from './meeting-types.repository.ts'
import { presentMeetingType } from './present-meeting-type.ts'
import { removeMeetingType } from './remove-meeting-type.ts'
import { updateMeetingType } from './update-meeting-type.ts'

export function createMeetingTypesModule(deps: {
  database: Database
  clock: Clock
  hostChanged: HostChanged
  readForHost: ReadForHost
}): MeetingTypesService {
  const { database, hostChanged, readForHost } = deps
  const changing = <Result>(hostId: HostId, change: Promise<Result>) =>
    changeAndTell(change, () => hostChanged(hostId))
  return {
    list: async (hostId) =>
      (await readForHost(hostId, (source) => listMeetingTypes(source, hostId))).map(
        presentMeetingType,
      ),
    get: (hostId, id) => getMeetingType(database, hostId, id),
    create: (hostId, input) => changing(hostId, createMeetingType(database, hostId, input)),
    update: (hostId, input) => changing(hostId, updateMeetingType(database, hostId, input)),
    remove: (hostId, id) => changing(hostId, removeMeetingType(deps, hostId, id)),
    getHostPage: (username) => getHostPage(database, username),
    getMeetingTypePage: (username, slug) => getMeetingTypePage(database, username, slug),
  }
}
