import { createBookingSchema, type MeetingTypePage } from '@rendez/contract'
import type { Outcome } from '@rendez/web/page-model'
import type { Services } from '../../modules.ts'
import type { GuestBundle } from './guest-bundle.ts'
import { orRefusal } from './or-refusal.ts'
import { parseInput } from './parse-input.ts'
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
  const booked = await orRefusal(() => {
    const asked = { meetingTypeId: id, inviteeTimeFormat, ...input }
    const wanted = parseInput(createBookingSchema, asked)
    // Of two forms that differ only in the time, each is a request of its own.
    const key = idempotencyKey === null ? null : `${idempotencyKey} ${wanted.startTime}`
    return bookings.create(wanted, key)
  })
  return 'refusal' in booked ? booked : { booking: booked.value }
}
