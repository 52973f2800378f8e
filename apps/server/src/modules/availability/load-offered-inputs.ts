import { DomainError } from '@rendez/contract'
import type { Interval } from '@rendez/core'
import type { Database } from '../../db/client.ts'
import type { Clock } from '../../ports/clock.ts'
import { type LoadedInputs, loadSchedulingInputs } from './load-scheduling-inputs.ts'

export type AvailabilityDeps = {
  database: Database
  clock: Clock
  /** Whether a cache knew the answer to a query. */
  onLookup?: (cache: 'hit' | 'miss') => void
  /** Seconds that the slots of a query took to compute. */
  onCalculated?: (seconds: number) => void
}

/**
 * The inputs of a meeting type that takes bookings.
 * @throws DomainError NOT_FOUND, or MEETING_TYPE_INACTIVE.
 */
export async function loadOfferedInputs(
  deps: AvailabilityDeps,
  meetingTypeId: string,
  range: Interval,
): Promise<LoadedInputs> {
  const loaded = await loadSchedulingInputs(deps, meetingTypeId, range)
  if (!loaded.meetingType.active) throw new DomainError('MEETING_TYPE_INACTIVE')
  return loaded
}
