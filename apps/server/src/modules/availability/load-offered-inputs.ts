import { DomainError } from '@rendez/contract'
import type { Interval } from '@rendez/core'
import {
  type LoadedInputs,
  type LoadOptions,
  loadSchedulingInputs,
  type SchedulingSource,
} from './load-scheduling-inputs.ts'

/** loadOfferedInputs with everything but its question chosen. */
export type LoadOffered = (meetingTypeId: string, range: Interval) => Promise<LoadedInputs>

/**
 * The inputs of a meeting type that takes bookings.
 * @throws DomainError NOT_FOUND, or MEETING_TYPE_INACTIVE.
 */
export async function loadOfferedInputs(
  source: SchedulingSource,
  meetingTypeId: string,
  range: Interval,
  options: LoadOptions = {},
): Promise<LoadedInputs> {
  const loaded = await loadSchedulingInputs(source, meetingTypeId, range, options)
  if (!loaded.meetingType.active) throw new DomainError('MEETING_TYPE_INACTIVE')
  return loaded
}
