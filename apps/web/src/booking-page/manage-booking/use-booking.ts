import { useCallback, useEffect, useState } from 'react'
import { getBooking } from '../api/manage-booking.ts'
import type { OpenedBooking } from '../page-model.ts'

export type BookingState = { status: 'loading' } | OpenedBooking

const wrongLink = ['NOT_FOUND', 'UNAUTHENTICATED', 'FORBIDDEN', 'VALIDATION_ERROR']

async function load(bookingId: string): Promise<BookingState> {
  // The secret stands after the #, which browsers never send: no log and no referrer has it.
  const manageToken = window.location.hash.slice(1)
  if (manageToken === '') return { status: 'unknown' }
  const answer = await getBooking({ bookingId, manageToken })
  if (answer.ok) {
    const stage = { mode: 'look', refusal: null } as const
    return { status: 'ready', booking: answer.value, manageToken, justDone: null, stage }
  }
  const { code, message } = answer.refusal
  return wrongLink.includes(code) ? { status: 'unknown' } : { status: 'failed', message }
}

/** The booking that the address of this page names, unless a form without JavaScript opened it. */
export function useBooking(
  bookingId: string,
  opened: OpenedBooking | null,
): { state: BookingState; retry(): void } {
  const [state, setState] = useState<BookingState>(opened ?? { status: 'loading' })
  const retry = useCallback(() => {
    setState({ status: 'loading' })
    void load(bookingId).then(setState)
  }, [bookingId])
  useEffect(() => {
    if (opened === null) retry()
  }, [opened, retry])
  return { state, retry }
}
