import {
  type Booking,
  type BookingAccess,
  cancelBookingSchema,
  type ErrorBody,
  rescheduleBookingSchema,
} from '@rendez/contract'
import type { View } from '@rendez/web/page-model'
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

/** Cancels or moves a booking as a form asks, under the same rules as the API; whatever refuses it is an outcome too. */
export async function changeByForm(
  bookings: Services['bookings'],
  access: BookingAccess,
  { booking, form, view }: { booking: Booking; form: ManageForm; view: View },
): Promise<ChangedBooking> {
  const { act } = form
  if (act === null) return { booking, justDone: null, refusal: null }
  const { id } = booking
  const { reason, startTime, version } = form
  // A move takes the zone and the clock that the page showed, as it does with JavaScript.
  const move = {
    id,
    startTime,
    version,
    inviteeTimeZone: view.timeZone,
    inviteeTimeFormat: view.timeFormat,
  }
  // Neither needs a key: sent twice, the first cancellation stands, and so does a booking that has
  // been moved there.
  const done = await orRefusal(async () =>
    act === 'cancel'
      ? bookings.cancel(access, parseInput(cancelBookingSchema, { id, reason }))
      : bookings.reschedule(access, parseInput(rescheduleBookingSchema, move), null),
  )
  if ('value' in done) {
    return {
      booking: done.value,
      justDone: act === 'cancel' ? 'cancelled' : 'moved',
      refusal: null,
    }
  }
  // Somebody may have changed it meanwhile: the page shows it as it is now, or says that it cannot.
  const latest = await orRefusal(() => bookings.get(access, id))
  return 'value' in latest
    ? { booking: latest.value, justDone: null, refusal: done.refusal }
    : { booking, justDone: null, refusal: latest.refusal }
}
