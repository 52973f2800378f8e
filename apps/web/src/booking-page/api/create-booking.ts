import type { CreateBookingInput, CreatedBooking } from '@rendez/contract'
import { attemptKey, forgetAttempt } from '../invitee-form/attempt-key.ts'
import type { Answer } from './refusal.ts'
import { sendRequest } from './send-request.ts'

/** Books a slot. Sent again with the same input it books once. */
export async function createBooking(input: CreateBookingInput): Promise<Answer<CreatedBooking>> {
  const purpose = `book ${input.meetingTypeId}`
  const answer = await sendRequest<CreatedBooking>('/api/bookings', {
    method: 'POST',
    body: input,
    idempotencyKey: attemptKey(purpose, input),
  })
  if (answer.ok) forgetAttempt(purpose)
  return answer
}
