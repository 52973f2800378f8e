import { DomainError, type PublicHost } from '@rendez/contract'
import type { Interval, SchedulingInputs } from '@rendez/core'
import type { Database } from '../../db/client.ts'
import type { Clock } from '../../ports/clock.ts'
import { findSchedulingRow, type SchedulingRow } from './scheduling.repository.ts'

/** A meeting type as it stands now, with everything that decides when it can start. */
export type LoadedInputs = {
  meetingType: SchedulingRow['meetingType']
  host: PublicHost
  inputs: SchedulingInputs
}

export type LoadOptions = {
  /** A booking whose own time does not count as taken: the one that is to be moved. */
  exceptBookingId?: string
}

/**
 * Everything that the engine needs to judge the starts in `range` (epoch milliseconds), from one
 * query. Inactive meeting types are loaded too.
 * @throws DomainError NOT_FOUND when there is no such meeting type.
 */
export async function loadSchedulingInputs(
  { database, clock }: { database: Database; clock: Clock },
  meetingTypeId: string,
  range: Interval,
  { exceptBookingId }: LoadOptions = {},
): Promise<LoadedInputs> {
  const row = await findSchedulingRow(database, { meetingTypeId, range, exceptBookingId })
  if (row === undefined) throw new DomainError('NOT_FOUND')
  const { meetingType, host, schedule, busy, bookedStarts } = row
  const rules = {
    ...meetingType,
    stepMinutes: meetingType.stepMinutes ?? meetingType.durationMinutes,
  }
  return { meetingType, host, inputs: { schedule, rules, busy, bookedStarts, now: clock.now() } }
}
