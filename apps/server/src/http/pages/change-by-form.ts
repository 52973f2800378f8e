import {
  type Booking,
  type BookingAccess,
  cancelBookingSchema,
  type ErrorBody,
  rescheduleBookingSchema,
} from '@rendez/contract'
import type { Services } from '../../modules.ts'
import { orRefusal } from './or-refusal.ts'
import { parseInput } from './parse-input.ts'
import type { ManageForm } from './read-manage-form.ts'

/** How a booking stands after a form, which may have asked for nothing but to see it. */
export type ChangedBooking = {
  booking: Booking
  justDone: 'moved' | 'cancelled' | null
  refusal: ErrorBody | null
}

/** Cancels or moves a booking as a form asks, under the same rules as the API. */
export async function changeByForm(
  bookings: Services['bookings'],
  access: BookingAccess,
  { booking, form, timeZone }: { booking: Booking; form: ManageForm; timeZone: string },
): Promise<ChangedBooking> {
  const { act } = form
  if (act === null) return { booking, justDone: null, refusal: null }
  const { id } = booking
  const { reason, startTime, version } = form
  // Neither needs a key: sent twice, the first cancellation stands, and so does a booking that has
  // been moved there.
  const done = await orRefusal(async () =>
    act === 'cancel'
      ? bookings.cancel(access, parseInput(cancelBookingSchema, { id, reason }))
      : bookings.reschedule(
          access,
          parseInput(rescheduleBookingSchema, {
            id,
            startTime,
            version,
            inviteeTimeZone: timeZone,
          }),
          null,
        ),
  )
  if ('value' in done) {
    return {
      booking: done.value,
      justDone: act === 'cancel' ? 'cancelled' : 'moved',
      refusal: null,
    }
  }
  // Somebody may have changed it meanwhile: the page shows it as it is now.
  return { booking: await bookings.get(access, id), justDone: null, refusal: done.refusal }
}
