import { useEffect } from 'react'
import type { ManagePageModel } from '../page-model.ts'
import { useBookingAddress } from './use-booking-address.ts'

/** What a form was answered with becomes the page of the booking: a reload sends no form again. */
export function useOwnAddress({ bookingId, opened }: ManagePageModel): void {
  const manageToken = opened?.status === 'ready' ? opened.manageToken : null
  useBookingAddress(manageToken === null ? null : { bookingId, manageToken })
  useEffect(() => {
    if (manageToken !== null) document.title = 'Your meeting'
  }, [manageToken])
}
