import { DomainError, type HostPage, usernameSchema } from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import { findPublicHost, listPublicMeetingTypes } from './meeting-types.repository.ts'
import { presentHostPage } from './present-meeting-type.ts'

/** @throws NOT_FOUND */
export async function getHostPage(database: Database, username: string): Promise<HostPage> {
  // What cannot be a username never reaches the database, which refuses some characters by an error.
  const name = usernameSchema.safeParse(username)
  const host = name.success ? await findPublicHost(database, name.data) : undefined
  if (host === undefined) throw new DomainError('NOT_FOUND')
  return presentHostPage(host, await listPublicMeetingTypes(database, host.id))
}
