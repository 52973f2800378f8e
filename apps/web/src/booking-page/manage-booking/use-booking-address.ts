import { useEffect } from 'react'
import type { ManageKey } from '../api/manage-booking.ts'
import { bookingPath } from './booking-path.ts'

/** The address becomes the booking's own, so that a reload shows it. */
export function useBookingAddress(key: ManageKey | null): void {
  const address = key === null ? null : `${bookingPath(key.bookingId)}#${key.manageToken}`
  useEffect(() => {
    if (address !== null) history.replaceState(null, '', address)
  }, [address])
}
