import { DomainError, type HostId, type Profile } from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import { findProfile } from './hosts.repository.ts'
import { presentProfile } from './present-profile.ts'

/** @throws NOT_FOUND when the account was deleted meanwhile. */
export async function getProfile(database: Database, hostId: HostId): Promise<Profile> {
  const row = await findProfile(database, hostId)
  if (row === undefined) throw new DomainError('NOT_FOUND')
  return presentProfile(row)
}
