import type { Booking } from '@rendez/contract'
import { useCallback, useEffect, useState } from 'react'
import { getBooking, type ManageKey } from '../api/manage-booking.ts'

export type BookingState =
  | { status: 'loading' }
  | { status: 'unknown' }
  | { status: 'failed'; message: string }
  | { status: 'ready'; booking: Booking; manageKey: ManageKey }

const wrongLink = ['NOT_FOUND', 'UNAUTHENTICATED', 'FORBIDDEN', 'VALIDATION_ERROR']

async function load(bookingId: string): Promise<BookingState> {
  // The secret stands after the #, which browsers never send: no log and no referrer has it.
  const manageKey = { bookingId, manageToken: window.location.hash.slice(1) }
  if (manageKey.manageToken === '') return { status: 'unknown' }
  const answer = await getBooking(manageKey)
  if (answer.ok) return { status: 'ready', booking: answer.value, manageKey }
  const { code, message } = answer.refusal
  return wrongLink.includes(code) ? { status: 'unknown' } : { status: 'failed', message }
}

/** The booking that the address of this page names. */
export function useBooking(bookingId: string): { state: BookingState; retry(): void } {
  const [state, setState] = useState<BookingState>({ status: 'loading' })
  const retry = useCallback(() => {
    setState({ status: 'loading' })
    void load(bookingId).then(setState)
  }, [bookingId])
  useEffect(retry, [retry])
  return { state, retry }
}
