import type { HostsService } from '@rendez/contract'
import { changeAndTell } from '../../db/change-and-tell.ts'
import type { Database } from '../../db/client.ts'
import type { HostChanged } from '../availability/availability.module.ts'
import { getProfile } from './get-profile.ts'
import { isUsernameOfAnother } from './hosts.repository.ts'
import { updateProfile } from './update-profile.ts'

export { createHost } from './create-host.ts'
export { guessPreferences } from './guess-preferences.ts'
export { lockHost } from './hosts.repository.ts'

type HostsDeps = { database: Database; hostChanged: HostChanged }

export function createHostsModule({ database, hostChanged }: HostsDeps): HostsService {
  return {
    getProfile: (hostId) => getProfile(database, hostId),
    updateProfile: (hostId, input) =>
      changeAndTell(updateProfile(database, hostId, input), () => hostChanged(hostId)),
    isUsernameFree: async (hostId, username) =>
      !(await isUsernameOfAnother(database, hostId, username)),
  }
}
