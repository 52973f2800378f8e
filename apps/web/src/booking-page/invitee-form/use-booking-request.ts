import type { CreateBookingInput, CreatedBooking } from '@rendez/contract'
import { useCallback, useState } from 'react'
import { createBooking } from '../api/create-booking.ts'
import type { Refusal } from '../api/refusal.ts'

/** Sends the booking, one request at a time, and keeps why the last one was refused. */
export function useBookingRequest(
  initialRefusal: Refusal | null,
  onBooked: (booking: CreatedBooking) => void,
) {
  const [isSending, setSending] = useState(false)
  const [refusal, setRefusal] = useState(initialRefusal)
  const send = useCallback(
    async (input: CreateBookingInput, asked: Promise<string | undefined>) => {
      setSending(true)
      setRefusal(null)
      // Without the token of a hold that is about to be theirs, it would be in their own way.
      const holdToken = await asked
      const answer = await createBooking(input, holdToken)
      setSending(false)
      if (answer.ok) onBooked(answer.value)
      else setRefusal(answer.refusal)
    },
    [onBooked],
  )
  return { isSending, refusal, setRefusal, send }
}
