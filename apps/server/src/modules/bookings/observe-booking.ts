import { DomainError, type ErrorCode } from '@rendez/contract'

export type BookingOperation = 'create' | 'reschedule' | 'cancel' | 'hold'

/** What became of an operation, for metrics and the log. */
export type BookingDone = {
  operation: BookingOperation
  /**
   * `taken`: somebody else has the time. `mismatch`: the idempotency key is of another request.
   * `abandoned`: its caller closed the connection before it was begun.
   */
  outcome:
    | 'booked'
    | 'moved'
    | 'cancelled'
    | 'held'
    | 'replayed'
    | 'taken'
    | 'mismatch'
    | 'refused'
    | 'abandoned'
    | 'error'
  /** The time had looked free, and the database refused it: a double booking that was prevented. */
  takenMeanwhile: boolean
  seconds: number
  /** undefined when the operation failed, and of a hold. */
  bookingId: string | undefined
}

const outcomes: Partial<Record<string, BookingDone['outcome']>> = {
  created: 'booked',
  moved: 'moved',
  cancelled: 'cancelled',
  held: 'held',
}

const refusals: Partial<Record<ErrorCode, BookingDone['outcome']>> = {
  SLOT_UNAVAILABLE: 'taken',
  IDEMPOTENCY_CONFLICT: 'mismatch',
  REQUEST_ABANDONED: 'abandoned',
  SERVICE_UNAVAILABLE: 'error',
  INTERNAL_ERROR: 'error',
}

/**
 * Runs an operation and tells what became of it.
 *
 * @param work is to note what the database said to its write; without a write it repeats an answer
 */
export async function observeBooking<Result extends { id: string }>(
  operation: BookingOperation,
  onDone: (done: BookingDone) => void,
  work: (noteWrite: (outcome: string) => void) => Promise<Result>,
): Promise<Result> {
  const start = performance.now()
  let written = ''
  const tell = (outcome: BookingDone['outcome'], bookingId?: string) =>
    onDone({
      operation,
      outcome,
      takenMeanwhile: written === 'slot_taken',
      seconds: (performance.now() - start) / 1000,
      bookingId,
    })
  const result = await work((outcome) => {
    written = outcome
  }).catch((error) => {
    tell(error instanceof DomainError ? (refusals[error.code] ?? 'refused') : 'error')
    throw error
  })
  tell(outcomes[written] ?? 'replayed', operation === 'hold' ? undefined : result.id)
  return result
}
