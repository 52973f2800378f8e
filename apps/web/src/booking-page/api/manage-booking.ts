import type { Booking, RescheduleBookingInput } from '@rendez/contract'
import { attemptKey, forgetAttempt } from '../invitee-form/attempt-key.ts'
import { type Answer, isSettled } from './refusal.ts'
import { fetchAnswer, sendRequest } from './send-request.ts'
import { sendToAnyRelease } from './send-to-any-release.ts'

/** A booking and the secret of its link, which travels in a header and never in an address. */
export type ManageKey = { bookingId: string; manageToken: string }

const pathOf = ({ bookingId }: ManageKey) => `/api/bookings/${bookingId}`

export function getBooking(key: ManageKey): Promise<Answer<Booking>> {
  return sendRequest(pathOf(key), { manageToken: key.manageToken })
}

/** Moves a booking. `version` is the one that the guest saw when they decided. */
export async function rescheduleBooking(
  key: ManageKey,
  change: Omit<RescheduleBookingInput, 'id'>,
): Promise<Answer<Booking>> {
  const purpose = `move ${key.bookingId}`
  const answer = await sendToAnyRelease<Booking>(`${pathOf(key)}/reschedule`, {
    method: 'PUT',
    body: change,
    manageToken: key.manageToken,
    idempotencyKey: attemptKey(purpose, change),
  })
  if (isSettled(answer)) forgetAttempt(purpose)
  return answer
}

export function cancelBooking(key: ManageKey, reason: string): Promise<Answer<Booking>> {
  return sendRequest(pathOf(key), {
    method: 'DELETE',
    body: { reason },
    manageToken: key.manageToken,
  })
}

/** The booking as an iCalendar file; null when it could not be had. */
export async function getCalendarFile(key: ManageKey): Promise<Blob | null> {
  const response = await fetchAnswer(`${pathOf(key)}/calendar.ics`, {
    manageToken: key.manageToken,
  })
  return response?.ok ? response.blob() : null
}
