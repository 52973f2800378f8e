import {
  type Booking,
  type BookingAccess,
  DomainError,
  type RescheduleBookingInput,
} from '@rendez/contract'
import { changeAndTell } from '../../db/change-and-tell.ts'
import type { LoadedInputs } from '../availability/availability.module.ts'
import { findAnswer, type MovedBooking, moveBooking } from './booking-writes.repository.ts'
import type { BookingRecord, BookingRow } from './bookings.repository.ts'
import { deriveRescheduleKey, type IdempotencyKey } from './derive-idempotency-key.ts'
import { findDayBounds } from './find-day-bounds.ts'
import { isChangeable } from './is-changeable.ts'
import { judgeOutcome, judgeSlot } from './judge-slot.ts'
import { type BookingsDeps, loadBooking } from './load-booking.ts'
import { presentBooking } from './present-booking.ts'
import { refuseSlot } from './refuse-slot.ts'

/**
 * Agrees on another time for a booking, under the rules that its meeting type has now. A booking
 * that stands there already is answered as it is, so that a retry without a key moves it once.
 * @throws DomainError what createBooking throws, BOOKING_NOT_CHANGEABLE or VERSION_CONFLICT.
 */
export async function rescheduleBooking(
  deps: BookingsDeps,
  access: BookingAccess,
  input: RescheduleBookingInput,
  sentKey: string | null,
): Promise<Booking> {
  const record = await loadBooking(deps, access, input.id)
  const { hostId } = record
  return changeAndTell(move(deps, access, { record, input }, sentKey), () =>
    deps.hostChanged(hostId),
  )
}

async function move(
  deps: BookingsDeps,
  access: BookingAccess,
  { record, input }: Omit<Move, 'key'>,
  sentKey: string | null,
): Promise<Booking> {
  const key = deriveRescheduleKey(input, sentKey)
  const earlier = await findEarlierAnswer(deps, key)
  const after =
    earlier ??
    findStanding(record, input, deps.clock.now()) ??
    (await moveTo(deps, access, { record, input, key }))
  return presentBooking({ ...record, ...after }, deps.clock.now())
}

async function findEarlierAnswer(
  { database }: BookingsDeps,
  key: IdempotencyKey | null,
): Promise<BookingRow | undefined> {
  const earlier = key === null ? undefined : await findAnswer(database, key)
  if (earlier === undefined || earlier.outcome === 'replayed') return earlier
  throw new DomainError('IDEMPOTENCY_CONFLICT')
}

/** The booking itself when it is where it is wanted; undefined when it has to be moved, and may be. */
function findStanding(
  record: BookingRecord,
  { startTime, version = record.version }: RescheduleBookingInput,
  now: number,
): BookingRow | undefined {
  if (!isChangeable(record, now)) throw new DomainError('BOOKING_NOT_CHANGEABLE')
  if (record.startTime.getTime() === Date.parse(startTime)) return record
  if (record.version !== version) throw new DomainError('VERSION_CONFLICT')
  if (record.meetingType.deleted) throw new DomainError('MEETING_TYPE_INACTIVE')
  return undefined
}

type Move = {
  record: BookingRecord
  input: RescheduleBookingInput
  key: IdempotencyKey | null
}

async function moveTo(
  deps: BookingsDeps,
  access: BookingAccess,
  { record, input, key }: Move,
): Promise<BookingRow> {
  const { availability, database, clock, nudgeRelay, noteWrite } = deps
  const start = Date.parse(input.startTime)
  const { id, meetingTypeId } = record
  const timeZone = input.inviteeTimeZone ?? record.inviteeTimeZone
  const wanted = {
    meetingTypeId,
    start: Math.max(start, clock.now()),
    timeZone,
    exceptBookingId: id,
  }
  const range = { start, end: start + 1 }
  const loaded = await availability.loadSchedulingInputs(meetingTypeId, range, wanted)
  const refusal = judgeSlot(loaded, start)
  if (refusal !== null) throw await refuseSlot(availability, refusal, wanted)

  const day = findDayBounds(start, loaded.inputs.schedule.timeZone)
  const booking = movedBooking(record, loaded, { start, timeZone })
  const move = { booking, known: record, movedBy: access.by }
  const written = await moveBooking(database, move, key, day)
  noteWrite?.(written.outcome)
  switch (written.outcome) {
    case 'moved':
    case 'replayed':
      nudgeRelay()
      return written
    case 'changed':
      return await acceptSameMove(deps, access, input)
    case 'key_conflict':
      throw new DomainError('IDEMPOTENCY_CONFLICT')
    default:
      throw await refuseSlot(availability, judgeOutcome(written.outcome), wanted)
  }
}

function movedBooking(
  { id, hostId }: BookingRecord,
  { meetingType }: LoadedInputs,
  { start, timeZone }: { start: number; timeZone: string },
): MovedBooking {
  const { name, durationMinutes, location, bufferBeforeMinutes, bufferAfterMinutes } = meetingType
  return {
    id,
    hostId,
    startTime: new Date(start),
    endTime: new Date(start + durationMinutes * 60_000),
    inviteeTimeZone: timeZone,
    meetingTypeName: name,
    durationMinutes,
    location,
    bufferBeforeMinutes,
    bufferAfterMinutes,
  }
}

/** Somebody was faster: that is a conflict unless they moved it to the same time. */
async function acceptSameMove(
  deps: BookingsDeps,
  access: BookingAccess,
  input: RescheduleBookingInput,
): Promise<BookingRow> {
  const latest = await loadBooking(deps, access, input.id)
  const standing = findStanding(latest, input, deps.clock.now())
  if (standing === undefined) throw new DomainError('VERSION_CONFLICT')
  return standing
}
