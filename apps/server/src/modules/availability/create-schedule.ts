import { randomUUID } from 'node:crypto'
import { type CreateScheduleInput, DomainError, type HostId, type Schedule } from '@rendez/contract'
import type { Database } from '../../db/client.ts'
import { lockHost } from '../hosts/hosts.module.ts'
import { getSchedule } from './get-schedule.ts'
import { countSchedules, insertSchedule } from './schedules.repository.ts'

const MOST_SCHEDULES = 20

/** @throws VALIDATION_ERROR when the host has 20 already */
export async function createSchedule(
  database: Database,
  hostId: HostId,
  input: CreateScheduleInput,
): Promise<Schedule> {
  const id = randomUUID()
  await database.drizzle.transaction(async (tx) => {
    await lockHost(tx, hostId)
    if ((await countSchedules(tx, hostId)) >= MOST_SCHEDULES) throw tooManySchedules()
    await insertSchedule(tx, { ...input, id, hostId, isDefault: false })
  })
  return getSchedule(database, hostId, id)
}

function tooManySchedules(): DomainError {
  const message = `You can have at most ${MOST_SCHEDULES} schedules.`
  return new DomainError('VALIDATION_ERROR', { fields: [{ path: '', message }] }, message)
}
