import { DomainError, type ErrorDetails } from '@rendez/contract'
import type { AvailabilityModule } from '../availability/availability.module.ts'
import { findAlternatives, type WantedSlot } from './find-alternatives.ts'
import type { SlotRefusal } from './judge-slot.ts'

/** The error for a time that cannot be booked, with what could be booked instead. */
export async function refuseSlot(
  availability: Pick<AvailabilityModule, 'loadSchedulingInputs'>,
  { code, reasons }: SlotRefusal,
  wanted: WantedSlot,
): Promise<DomainError> {
  if (code === 'MEETING_TYPE_INACTIVE') return new DomainError(code)
  const details: ErrorDetails = { alternatives: await findAlternatives(availability, wanted) }
  if (code === 'INVALID_TIME_SLOT') details.reasons = reasons
  return new DomainError(code, details)
}
