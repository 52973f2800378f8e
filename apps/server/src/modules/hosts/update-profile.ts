import { DomainError, type HostId, type Profile, type UpdateProfileInput } from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import { violatedConstraint } from '../../db/constraint-errors.ts'
import { getProfile } from './get-profile.ts'
import { updateHost } from './hosts.repository.ts'

/**
 * Changes what is given. A former username stops working and becomes free.
 * @throws USERNAME_TAKEN, and nothing is changed
 */
export async function updateProfile(
  database: Database,
  hostId: HostId,
  input: UpdateProfileInput,
): Promise<Profile> {
  if (Object.values(input).some((value) => value !== undefined)) {
    await updateHost(database, hostId, input).catch(refuseTakenUsername)
  }
  return getProfile(database, hostId)
}

function refuseTakenUsername(error: unknown): never {
  if (violatedConstraint(error) !== 'hosts_username_unique') throw error
  throw new DomainError('USERNAME_TAKEN', {
    fields: [{ path: 'username', message: 'This username is taken.' }],
  })
}
