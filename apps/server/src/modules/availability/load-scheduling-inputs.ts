import { DomainError, type PublicHost } from '@rendez/contract'
import type { Interval, SchedulingInputs } from '@rendez/core'
import type { Database } from '../../db/client.ts'
import type { Replica } from '../../db/replica.ts'
import type { Clock } from '../../ports/clock.ts'
import { findSchedulingRow, type SchedulingRow } from './scheduling.repository.ts'

/** A meeting type as it stands now, with everything that decides when it can start. */
export type LoadedInputs = {
  meetingType: SchedulingRow['meetingType']
  host: PublicHost
  inputs: SchedulingInputs
  /** When the inputs may be others by time alone, in epoch milliseconds; null when they are not. */
  changeAt: number | null
}

export type SchedulingSource = {
  database: Database
  clock: Clock
  replica?: Replica | null
}

export type LoadOptions = {
  /** A booking whose own time does not count as taken: the one that is to be moved. */
  exceptBookingId?: string
  /** A replica will do that has come as far as this; the database itself is read when absent. */
  position?: string
}

/**
 * Everything that the engine needs to judge the starts in `range` (epoch milliseconds), from one
 * query. Inactive meeting types are loaded too.
 * @throws DomainError NOT_FOUND when there is no such meeting type.
 */
export async function loadSchedulingInputs(
  { database, clock, replica }: SchedulingSource,
  meetingTypeId: string,
  range: Interval,
  { exceptBookingId, position }: LoadOptions = {},
): Promise<LoadedInputs> {
  const now = clock.now()
  const find = (source: Pick<Database, 'sql'>) =>
    findSchedulingRow(source, { meetingTypeId, range, exceptBookingId })
  const copied = position === undefined ? undefined : await replica?.read(position, find)
  const row = copied ?? (await find(database))
  if (row === undefined) throw new DomainError('NOT_FOUND')
  const { meetingType, host, schedule, busy, bookedStarts, nextExpiryMs } = row
  const rules = {
    ...meetingType,
    stepMinutes: meetingType.stepMinutes ?? meetingType.durationMinutes,
  }
  const inputs = { schedule, rules, busy, bookedStarts, now }
  return { meetingType, host, inputs, changeAt: nextExpiryMs === null ? null : now + nextExpiryMs }
}
