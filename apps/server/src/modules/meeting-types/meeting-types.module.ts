import type { MeetingTypesService } from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import type { Clock } from '../../ports/clock.ts'
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
}): MeetingTypesService {
  const { database } = deps
  return {
    list: async (hostId) => (await listMeetingTypes(database, hostId)).map(presentMeetingType),
    get: (hostId, id) => getMeetingType(database, hostId, id),
    create: (hostId, input) => createMeetingType(database, hostId, input),
    update: (hostId, input) => updateMeetingType(database, hostId, input),
    remove: (hostId, id) => removeMeetingType(deps, hostId, id),
    getHostPage: (username) => getHostPage(database, username),
    getMeetingTypePage: (username, slug) => getMeetingTypePage(database, username, slug),
  }
}
