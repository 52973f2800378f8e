import { DomainError } from '@rendez/contract'
import type { AvailabilityModule, LoadedInputs } from '../availability/availability.module.ts'

/** What decides about one start (epoch milliseconds); null when the meeting type is deleted. */
export async function loadUnlessGone(
  { loadSchedulingInputs }: Pick<AvailabilityModule, 'loadSchedulingInputs'>,
  meetingTypeId: string,
  start: number,
  options: { exceptBookingId?: string } = {},
): Promise<LoadedInputs | null> {
  const range = { start, end: start + 1 }
  try {
    return await loadSchedulingInputs(meetingTypeId, range, options)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'NOT_FOUND') return null
    throw error
  }
}
