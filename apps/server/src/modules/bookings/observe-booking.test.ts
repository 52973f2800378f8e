import { DomainError, type ErrorCode } from '@rendez/contract'
import { expect, test } from 'vitest'
import { type BookingDone, type BookingOperation, observeBooking } from './observe-booking.ts'

async function observe(
  operation: BookingOperation,
  written: string,
  error?: unknown,
): Promise<Partial<BookingDone>> {
  const told: BookingDone[] = []
  const work = async (noteWrite: (outcome: string) => void) => {
    if (written !== '') noteWrite(written)
    if (error !== undefined) throw error
    return { id: 'booking' }
  }
  await observeBooking(operation, (done) => told.push(done), work).catch((thrown) =>
    expect(thrown).toBe(error),
  )
  expect(told).toHaveLength(1)
  const [{ seconds, ...done } = { seconds: Number.NaN }] = told
  expect(seconds).toBeGreaterThanOrEqual(0)
  return done
}

test.each([
  ['create', 'created', 'booked'],
  ['create', 'replayed', 'replayed'],
  ['reschedule', 'moved', 'moved'],
  ['reschedule', '', 'replayed'],
  ['cancel', 'cancelled', 'cancelled'],
  ['cancel', 'already_cancelled', 'replayed'],
  ['hold', 'held', 'held'],
  ['hold', 'replayed', 'replayed'],
  ['hold', '', 'replayed'],
] as const)('%s, written as %j, is %s', async (operation, written, outcome) => {
  expect(await observe(operation, written)).toEqual({
    operation,
    outcome,
    takenMeanwhile: false,
    // A hold is no booking, and its id would be looked for among them.
    bookingId: operation === 'hold' ? undefined : 'booking',
  })
})

test.each([
  ['SLOT_UNAVAILABLE', '', 'taken', false],
  ['SLOT_UNAVAILABLE', 'slot_taken', 'taken', true],
  ['IDEMPOTENCY_CONFLICT', 'key_conflict', 'mismatch', false],
  ['INVALID_TIME_SLOT', '', 'refused', false],
  ['SERVICE_UNAVAILABLE', '', 'error', false],
] as const satisfies [ErrorCode, string, string, boolean][])(
  '%s after %j is %s',
  async (code, written, outcome, takenMeanwhile) => {
    expect(await observe('create', written, new DomainError(code))).toEqual({
      operation: 'create',
      outcome,
      takenMeanwhile,
      bookingId: undefined,
    })
  },
)

test('a hold that is one too many is refused', async () => {
  const error = new DomainError('RATE_LIMITED', { retryAfterSeconds: 60 })
  expect(await observe('hold', 'too_many', error)).toMatchObject({ outcome: 'refused' })
})

test('what nobody expected is an error', async () => {
  expect(await observe('cancel', '', new TypeError('x'))).toMatchObject({ outcome: 'error' })
})
