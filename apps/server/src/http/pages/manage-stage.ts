import { DomainError, errorTable } from '@rendez/contract'
import type { ManageStage } from '@rendez/web/page-model'
import type { Visit } from '@rendez/web/render-page'
import type { Services } from '../../modules.ts'
import type { ChangedBooking } from './change-by-form.ts'
import type { GuestBundle } from './guest-bundle.ts'
import { orRefusal } from './or-refusal.ts'
import type { ManageForm } from './read-manage-form.ts'
import { serviceSlotSource } from './service-slot-source.ts'

export type StageDeps = { services: Pick<Services, 'availability' | 'bookings'> }

/** What the guest sees next of a booking: what they asked for, as far as that is still possible. */
export async function manageStage(
  { services }: StageDeps,
  bundle: GuestBundle,
  { booking, justDone, refusal, visit, form }: ChangedBooking & { visit: Visit; form: ManageForm },
): Promise<ManageStage> {
  const isOver = justDone !== null || !booking.changeable || refusal?.code === 'VERSION_CONFLICT'
  if (isOver || form.step === 'look') return { mode: 'look', refusal }
  if (form.step === 'cancel') return { mode: 'cancel', reason: form.reason, refusal }
  const source = serviceSlotSource(services.availability, booking.meetingType.id)
  const opened = await orRefusal(() => bundle.openMove(source, visit, booking, isFinal))
  // The times cannot be had now: the booking, from which the guest can ask again, can.
  if ('refusal' in opened) return { mode: 'look', refusal: refusal ?? opened.refusal }
  const opening = opened.value
  // What was refused stays chosen, so that the reason and other times stand beside it.
  if (refusal === null) return { mode: 'move', opening, refusal }
  return { mode: 'move', opening: { ...opening, start: visit.start, goneStart: null }, refusal }
}

const isFinal = (error: unknown) =>
  error instanceof DomainError && !errorTable[error.code].retryable
