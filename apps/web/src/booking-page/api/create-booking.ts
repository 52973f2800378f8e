import type { CreateBookingInput, CreatedBooking } from '@rendez/contract'
import { attemptKey, forgetAttempt, openAttempt } from '../invitee-form/attempt-key.ts'
import { type Answer, isSettled } from './refusal.ts'
import { sendToAnyRelease } from './send-to-any-release.ts'

const purposeOf = (meetingTypeId: string) => `book ${meetingTypeId}`

/** The booking that was last asked for and never answered; null when there is none. */
export function unansweredBooking(meetingTypeId: string): CreateBookingInput | null {
  return JSON.parse(openAttempt(purposeOf(meetingTypeId)) ?? 'null')
}

/**
 * Books a slot. Sent again with the same input it books once, whatever was held for it.
 *
 * @param holdToken of the guest's own hold
 */
export async function createBooking(
  input: CreateBookingInput,
  holdToken?: string,
): Promise<Answer<CreatedBooking>> {
  const purpose = purposeOf(input.meetingTypeId)
  const answer = await sendToAnyRelease<CreatedBooking>('/api/bookings', {
    method: 'POST',
    body: { ...input, holdToken },
    idempotencyKey: attemptKey(purpose, input),
  })
  if (isSettled(answer)) forgetAttempt(purpose)
  return answer
}
