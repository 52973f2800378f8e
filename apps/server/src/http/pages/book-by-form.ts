import {
  createBookingSchema,
  DomainError,
  fieldProblems,
  type MeetingTypePage,
  toErrorBody,
} from '@rendez/contract'
import type { Outcome } from '@rendez/web/page-model'
import type { Services } from '../../modules.ts'
import type { GuestBundle } from './guest-bundle.ts'
import type { BookingForm } from './read-booking-form.ts'

/**
 * Books what a form without JavaScript asks for. A refusal is an outcome too: the page shows it
 * beside what was typed. The guest's clock is the one that the page showed them.
 *
 * @throws whatever was not expected
 */
export async function bookByForm(
  { bookings }: Pick<Services, 'bookings'>,
  { readVisit }: Pick<GuestBundle, 'readVisit'>,
  { id, host }: MeetingTypePage,
  { input, asRequest, idempotencyKey }: BookingForm,
): Promise<Outcome> {
  const inviteeTimeFormat = readVisit(asRequest, host.timeZone).view.timeFormat
  const parsed = createBookingSchema.safeParse({ meetingTypeId: id, inviteeTimeFormat, ...input })
  if (!parsed.success) {
    const fields = fieldProblems(parsed.error)
    return { refusal: toErrorBody(new DomainError('VALIDATION_ERROR', { fields })) }
  }
  try {
    // Of two forms that differ only in the time, each is a request of its own.
    const key = idempotencyKey === null ? null : `${idempotencyKey} ${parsed.data.startTime}`
    return { booking: await bookings.create(parsed.data, key) }
  } catch (error) {
    if (error instanceof DomainError) return { refusal: toErrorBody(error) }
    throw error
  }
}
