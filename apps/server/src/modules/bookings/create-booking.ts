import {
  type Booking,
  type CreateBookingInput,
  type CreatedBooking,
  DomainError,
  type MarkReplayed,
} from '@rendez/contract'
import { v7 as uuid } from 'uuid'
import { tellOfFailure } from '../../db/tell-of-failure.ts'
import type { LoadedInputs } from '../availability/availability.module.ts'
import {
  findAnswer,
  insertBooking,
  type NewBooking,
  type Refusal,
} from './booking-writes.repository.ts'
import type { BookingRow } from './bookings.repository.ts'
import { deriveCreateKey, type IdempotencyKey } from './derive-idempotency-key.ts'
import { findDayBounds } from './find-day-bounds.ts'
import { findMeetingTypeHost } from './find-meeting-type-host.ts'
import { findOwnHold } from './find-own-hold.ts'
import { judgeOutcome, judgeSlot, type SlotRefusal } from './judge-slot.ts'
import type { BookingsDeps } from './load-booking.ts'
import { loadUnlessGone } from './load-unless-gone.ts'
import { deriveManageToken, hashManageToken } from './manage-token.ts'
import { presentBooking } from './present-booking.ts'
import { refuseSlot } from './refuse-slot.ts'
import { type Replayed, replayBooking, type Shown } from './replay-booking.ts'

type Attempt =
  | ({ outcome: 'created'; shown: Shown } & BookingRow)
  | Replayed
  | { outcome: 'key_conflict' }
  | { outcome: 'refused'; refusal: SlotRefusal }

/**
 * Books a slot; the same request again answers the same booking. A hold of the guest ends with it.
 * @throws DomainError VALIDATION_ERROR, NOT_FOUND, MEETING_TYPE_INACTIVE, INVALID_TIME_SLOT, MAX_BOOKINGS_REACHED,
 *   SLOT_UNAVAILABLE, IDEMPOTENCY_CONFLICT, IDEMPOTENCY_IN_PROGRESS or SERVICE_UNAVAILABLE.
 */
export async function createBooking(
  deps: BookingsDeps,
  input: CreateBookingInput,
  sentKey: string | null,
  markReplayed: MarkReplayed = () => {},
): Promise<CreatedBooking> {
  const { database, guards } = deps
  const hostId = await findMeetingTypeHost(deps, input.meetingTypeId)
  const key = deriveCreateKey(input, sentKey, hostId)
  const tried = await guards.runOnce(key, {
    findAnswer: () => findAnswer(database, key),
    run: () =>
      guards.lockSlot({ hostId, start: Date.parse(input.startTime) }, () =>
        tryToBook(deps, input, key),
      ),
  })
  switch (tried.outcome) {
    case 'created':
      deps.nudgeRelay()
      await deps.hostChanged(hostId)
      return withToken(deps, presentBooking({ ...tried, ...tried.shown }, tried.shown.at))
    case 'replayed':
      deps.nudgeRelay()
      await deps.hostChanged(hostId)
      markReplayed()
      return withToken(deps, await replayBooking(database, tried))
    case 'key_conflict':
      throw new DomainError('IDEMPOTENCY_CONFLICT')
    case 'refused':
      throw await refuse(deps, input, tried.refusal)
  }
}

async function tryToBook(
  deps: BookingsDeps,
  input: CreateBookingInput,
  key: IdempotencyKey,
): Promise<Attempt> {
  const { availability, database, clock } = deps
  const start = Date.parse(input.startTime)
  const held = await findOwnHold(database, input.holdToken)
  const options = held === null ? {} : { exceptBookingId: held }
  const loaded = await loadUnlessGone(availability, input.meetingTypeId, start, options)
  if (loaded === null) return earlierOr(await findAnswer(database, key), null)
  const refusal = judgeSlot(loaded, start)
  // Whoever repeats a request finds the slot taken, by their own booking.
  if (refusal !== null) return earlierOr(await findAnswer(database, key), refusal)
  refuseMissingPhone(input, loaded)
  const { host, meetingType } = loaded
  const { slug, color } = meetingType
  const shown = { host, meetingType: { slug, color, deleted: false }, at: clock.now() }
  const day = findDayBounds(start, loaded.inputs.schedule.timeZone)
  const booking = newBooking(deps, input, loaded)
  const written = await tellOfFailure(
    insertBooking(database, booking, { key, day, held, shown }),
    () => deps.hostChanged(booking.hostId),
  )
  deps.noteWrite?.(written.outcome)
  if (written.outcome === 'created') return { ...written, outcome: 'created', shown }
  return earlierOr(written, null)
}

type Earlier = Replayed | { outcome: Refusal }

/** What was answered before, or why the time cannot be had. */
function earlierOr(earlier: Earlier | undefined, refusal: SlotRefusal | null): Attempt {
  if (earlier?.outcome === 'replayed') return earlier
  if (earlier?.outcome === 'key_conflict') return { outcome: 'key_conflict' }
  if (refusal !== null) return { outcome: 'refused', refusal }
  if (earlier === undefined) throw new DomainError('NOT_FOUND')
  return { outcome: 'refused', refusal: judgeOutcome(earlier.outcome) }
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
    inviteeTimeFormat: input.inviteeTimeFormat ?? null,
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

function refuse(
  { availability, clock }: BookingsDeps,
  { meetingTypeId, startTime, inviteeTimeZone }: CreateBookingInput,
  refusal: SlotRefusal,
): Promise<DomainError> {
  // Whoever asks for the past is shown what comes next.
  const start = Math.max(Date.parse(startTime), clock.now())
  return refuseSlot(availability, refusal, { meetingTypeId, start, timeZone: inviteeTimeZone })
}

function withToken({ secret, publicUrl }: BookingsDeps, booking: Booking): CreatedBooking {
  const manageToken = deriveManageToken(secret, booking.id)
  const manageUrl = `${publicUrl}/booking/${booking.id}#${manageToken}`
  return { ...booking, manageToken, manageUrl }
}
