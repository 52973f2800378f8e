import { DomainError } from '@rendez/contract'
import type { Database } from '../../../db/client.ts'
import { findHostOfMeetingType } from '../scheduling.repository.ts'
import { createSizedMap } from './sized-map.ts'

const MOST_KNOWN = 50_000

/**
 * Tells whose a meeting type is, which never changes: the database is asked once.
 *
 * @returns a function that throws DomainError NOT_FOUND when it was never there
 */
export function createMeetingTypeHosts(
  database: Pick<Database, 'sql'>,
): (meetingTypeId: string) => Promise<string> {
  const hosts = createSizedMap<{ hostId: string; size: number }>(MOST_KNOWN)
  return async (meetingTypeId) => {
    const known = hosts.get(meetingTypeId)
    if (known !== undefined) return known.hostId
    const hostId = await findHostOfMeetingType(database, meetingTypeId)
    if (hostId === undefined) throw new DomainError('NOT_FOUND')
    hosts.set(meetingTypeId, { hostId, size: 1 })
    return hostId
  }
}
