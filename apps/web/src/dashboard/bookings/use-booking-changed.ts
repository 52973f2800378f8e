import type { Booking } from '@rendez/contract'
import { api } from '../../lib/api-client.ts'

/** Takes over a booking that the server has changed, and lets the lists follow. */
export function useBookingChanged(): (booking: Booking) => Promise<void> {
  const utils = api.useUtils()
  return async (booking) => {
    utils.bookings.get.setData({ id: booking.id }, booking)
    await utils.bookings.list.invalidate()
  }
}
