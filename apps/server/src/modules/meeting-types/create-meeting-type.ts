import { randomUUID } from 'node:crypto'
import {
  type CreateMeetingTypeInput,
  DomainError,
  type HostId,
  type MeetingType,
} from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import { lockHost } from '../hosts/hosts.module.ts'
import { getMeetingType } from './get-meeting-type.ts'
import { countMeetingTypes, insertMeetingType } from './meeting-types.repository.ts'
import { refuseByConstraint } from './refuse-by-constraint.ts'

const MOST_MEETING_TYPES = 100

/**
 * @throws SLUG_TAKEN, or VALIDATION_ERROR when the schedule is not the host's or they have 100
 *   meeting types already
 */
export async function createMeetingType(
  database: Database,
  hostId: HostId,
  input: CreateMeetingTypeInput,
): Promise<MeetingType> {
  const id = randomUUID()
  const created = database.drizzle.transaction(async (tx) => {
    await lockHost(tx, hostId)
    if ((await countMeetingTypes(tx, hostId)) >= MOST_MEETING_TYPES) throw tooManyMeetingTypes()
    await insertMeetingType(tx, { ...input, id, hostId })
  })
  await created.catch(refuseByConstraint)
  return getMeetingType(database, hostId, id)
}

function tooManyMeetingTypes(): DomainError {
  const message = `You can have at most ${MOST_MEETING_TYPES} meeting types.`
  return new DomainError('VALIDATION_ERROR', { fields: [{ path: '', message }] }, message)
}
