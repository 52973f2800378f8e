import { type CreateBookingInput, type CreatedBooking, DomainError } from '@rendez/contract'
import { v7 as uuid } from 'uuid'
import type { LoadedInputs } from '../availability/availability.module.ts'
import { findAnswer, insertBooking, type NewBooking } from './booking-writes.repository.ts'
import type { BookingRow } from './bookings.repository.ts'
import { deriveCreateKey } from './derive-idempotency-key.ts'
import { findDayBounds } from './find-day-bounds.ts'
import { judgeOutcome, judgeSlot } from './judge-slot.ts'
import type { BookingsDeps } from './load-booking.ts'
import { deriveManageToken, hashManageToken } from './manage-token.ts'
import { presentBooking } from './present-booking.ts'
import { refuseSlot } from './refuse-slot.ts'

/**
 * Books a slot; the same request again answers the same booking.
 * @throws DomainError VALIDATION_ERROR, NOT_FOUND, MEETING_TYPE_INACTIVE, INVALID_TIME_SLOT, MAX_BOOKINGS_REACHED,
 *   SLOT_UNAVAILABLE, IDEMPOTENCY_CONFLICT, IDEMPOTENCY_IN_PROGRESS or SERVICE_UNAVAILABLE.
 */
export async function createBooking(
  deps: BookingsDeps,
  input: CreateBookingInput,
  sentKey: string | null,
): Promise<CreatedBooking> {
  const { availability, database } = deps
  const start = Date.parse(input.startTime)
  const range = { start, end: start + 1 }
  const loaded = await availability.loadSchedulingInputs(input.meetingTypeId, range)
  const refusal = judgeSlot(loaded, start)
  refuseMissingPhone(input, loaded)
  const key = deriveCreateKey(input, sentKey, loaded.meetingType.hostId)
  const booking = newBooking(deps, input, loaded)
  const day = findDayBounds(start, loaded.inputs.schedule.timeZone)
  const { hostId } = booking
  // Nobody knows what a broken connection has done.
  const tellFirst = async (error: unknown) => {
    await deps.hostChanged(hostId)
    throw error
  }

  const written =
    refusal === null
      ? await insertBooking(database, booking, key, day).catch(tellFirst)
      : // Whoever repeats a request finds the slot taken, by their own booking.
        await findAnswer(database, key)

  // A look-up for a time that is not free found nothing new.
  if (refusal === null || written?.outcome === 'replayed') deps.noteWrite?.(written?.outcome ?? '')

  switch (written?.outcome) {
    case 'created':
    case 'replayed':
      deps.nudgeRelay()
      await deps.hostChanged(hostId)
      return presentCreated(deps, written, loaded)
    case 'key_conflict':
      throw new DomainError('IDEMPOTENCY_CONFLICT')
    default: {
      const wanted = {
        meetingTypeId: input.meetingTypeId,
        // Whoever asks for the past is shown what comes next.
        start: Math.max(start, deps.clock.now()),
        timeZone: input.inviteeTimeZone,
      }
      const reason = refusal ?? judgeOutcome(written?.outcome ?? 'slot_taken')
      throw await refuseSlot(availability, reason, wanted)
    }
  }
}

function refuseMissingPhone(
  { inviteePhone }: CreateBookingInput,
  { meetingType }: LoadedInputs,
): void {
  if (meetingType.sms !== 'required' || typeof inviteePhone === 'string') return
  const message = 'Please enter a mobile number: it is needed for this meeting.'
  throw new DomainError('VALIDATION_ERROR', { fields: [{ path: 'inviteePhone', message }] })
}

function newBooking(
  { secret }: BookingsDeps,
  input: CreateBookingInput,
  { meetingType }: LoadedInputs,
): NewBooking {
  const { meetingTypeId, inviteeName, inviteeEmail, inviteeTimeZone, inviteePhone, notes } = input
  const { hostId, durationMinutes, location, bufferBeforeMinutes, bufferAfterMinutes } = meetingType
  const id = uuid()
  const startTime = new Date(input.startTime)
  return {
    id,
    hostId,
    meetingTypeId,
    startTime,
    endTime: new Date(startTime.getTime() + durationMinutes * 60_000),
    inviteeName,
    inviteeEmail,
    inviteeTimeZone,
    notes,
    // What nobody will use is not kept.
    inviteePhone: meetingType.sms === 'off' ? null : (inviteePhone ?? null),
    meetingTypeName: meetingType.name,
    durationMinutes,
    location,
    bufferBeforeMinutes,
    bufferAfterMinutes,
    manageTokenHash: hashManageToken(deriveManageToken(secret, id)),
  }
}

function presentCreated(
  { secret, publicUrl, clock }: BookingsDeps,
  booking: BookingRow,
  { host, meetingType }: LoadedInputs,
): CreatedBooking {
  const record = { ...booking, host, meetingType: { ...meetingType, deleted: false } }
  const manageToken = deriveManageToken(secret, booking.id)
  const manageUrl = `${publicUrl}/booking/${booking.id}#${manageToken}`
  return { ...presentBooking(record, clock.now()), manageToken, manageUrl }
}
