import type { HostsService } from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import { getProfile } from './get-profile.ts'
import { isUsernameOfAnother } from './hosts.repository.ts'
import { updateProfile } from './update-profile.ts'

export { createHost } from './create-host.ts'
export { guessPreferences } from './guess-preferences.ts'
export { lockHost } from './hosts.repository.ts'

export function createHostsModule({ database }: { database: Database }): HostsService {
  return {
    getProfile: (hostId) => getProfile(database, hostId),
    updateProfile: (hostId, input) => updateProfile(database, hostId, input),
    isUsernameFree: async (hostId, username) =>
      !(await isUsernameOfAnother(database, hostId, username)),
  }
}
