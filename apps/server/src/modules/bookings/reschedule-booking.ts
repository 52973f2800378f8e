import {
  type Booking,
  type BookingAccess,
  DomainError,
  type MarkReplayed,
  type RescheduleBookingInput,
} from '@rendez/contract'
import { changeAndTell } from '../../db/change-and-tell.ts'
import { readWaitMs } from '../../request-caller.ts'
import type { LoadedInputs } from '../availability/availability.module.ts'
import { findAnswer, type MovedBooking, moveBooking } from './booking-writes.repository.ts'
import { type BookingRecord, type BookingRow, findSinceChange } from './bookings.repository.ts'
import { deriveRescheduleKey, type IdempotencyKey } from './derive-idempotency-key.ts'
import { findDayBounds } from './find-day-bounds.ts'
import { isChangeable } from './is-changeable.ts'
import { judgeOutcome, judgeSlot } from './judge-slot.ts'
import { type BookingsDeps, loadBooking } from './load-booking.ts'
import { presentBooking } from './present-booking.ts'
import { refuseSlot } from './refuse-slot.ts'
import { type Replayed, replayBooking, shownWith } from './replay-booking.ts'

type Move = {
  record: BookingRecord
  input: RescheduleBookingInput
  key: IdempotencyKey | null
}

// Who has waited for less cannot have given up, repeated the request and gone on to another.
const SHORT_WAIT_MS = 1_000

type Answer = ({ outcome: 'moved' | 'standing'; at: number } & BookingRow) | Replayed

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
  markReplayed: MarkReplayed = () => {},
): Promise<Booking> {
  const { database, guards, nudgeRelay, hostChanged } = deps
  const record = await loadBooking(deps, access, input.id)
  const { hostId } = record
  const key = deriveRescheduleKey(input, sentKey)
  const answer = await guards.runOnce(key, {
    findAnswer: () => findEarlierAnswer(deps, key),
    run: () =>
      guards.lockSlot({ hostId, start: Date.parse(input.startTime) }, () =>
        changeAndTell(move(deps, access, { record, input, key }), () => hostChanged(hostId)),
      ),
  })
  if (answer.outcome === 'replayed') {
    markReplayed()
    return replayBooking(database, answer)
  }
  if (answer.outcome === 'moved') nudgeRelay()
  return presentBooking({ ...record, ...answer }, answer.at)
}

async function move(deps: BookingsDeps, access: BookingAccess, wish: Move): Promise<Answer> {
  const { record, input, key } = wish
  const earlier = await findEarlierAnswer(deps, key)
  if (earlier !== undefined) return earlier
  const at = deps.clock.now()
  const standing = findStanding(record, input, at)
  if (standing === undefined) {
    await refuseOvertaken(deps, input)
    return moveTo(deps, access, wish)
  }
  return key === null ? { ...standing, outcome: 'standing', at } : keepStanding(deps, access, wish)
}

async function findEarlierAnswer(
  { database }: BookingsDeps,
  key: IdempotencyKey | null,
): Promise<Replayed | undefined> {
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

/**
 * A request that stood still does not take back what its caller has asked for since, also when nothing
 * told the server that they gave up. Compares two durations, because clocks differ. Whoever says which
 * version they saw needs none of this.
 */
async function refuseOvertaken(
  { database }: BookingsDeps,
  { id, version }: RescheduleBookingInput,
): Promise<void> {
  if (version !== undefined || readWaitMs() < SHORT_WAIT_MS) return
  const sinceChange = await findSinceChange(database, id)
  if (sinceChange < readWaitMs() - SHORT_WAIT_MS) throw new DomainError('VERSION_CONFLICT')
}

async function moveTo(
  deps: BookingsDeps,
  access: BookingAccess,
  { record, input, key }: Move,
): Promise<Answer> {
  const { availability, clock } = deps
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

  const timeFormat = input.inviteeTimeFormat ?? record.inviteeTimeFormat
  const booking = movedBooking(record, loaded, { start, timeZone, timeFormat })
  const written = await store(deps, access, { record, input, key }, { booking, loaded })
  deps.noteWrite?.(written.outcome)
  switch (written.outcome) {
    case 'moved':
    case 'standing':
    case 'replayed':
      return written
    case 'changed':
      return await acceptSameMove(deps, access, input)
    case 'key_conflict':
      throw new DomainError('IDEMPOTENCY_CONFLICT')
    default:
      throw await refuseSlot(availability, judgeOutcome(written.outcome), wanted)
  }
}

/** Nothing moves, but the key shall answer the same again when the booking has gone elsewhere. */
async function keepStanding(
  deps: BookingsDeps,
  access: BookingAccess,
  wish: Move,
): Promise<Answer> {
  const { id, hostId, startTime } = wish.record
  const written = await store(deps, access, wish, { booking: { id, hostId, startTime } })
  switch (written.outcome) {
    case 'standing':
    case 'replayed':
      return written
    case 'key_conflict':
      throw new DomainError('IDEMPOTENCY_CONFLICT')
    default:
      return await acceptSameMove(deps, access, wish.input)
  }
}

async function store(
  { database, clock }: BookingsDeps,
  access: BookingAccess,
  { record, input, key }: Move,
  { booking, loaded }: { booking: MovedBooking; loaded?: LoadedInputs },
) {
  const at = clock.now()
  const timeZone = loaded?.inputs.schedule.timeZone ?? 'UTC'
  const day = findDayBounds(Date.parse(input.startTime), timeZone)
  const change = { booking, known: record, movedBy: access.by }
  const written = await moveBooking(database, change, { key, day, shown: shownWith(record, at) })
  return { ...written, at }
}

function movedBooking(
  { id, hostId }: BookingRecord,
  { meetingType }: LoadedInputs,
  wanted: { start: number; timeZone: string; timeFormat: BookingRow['inviteeTimeFormat'] },
): MovedBooking {
  const { name, durationMinutes, location, bufferBeforeMinutes, bufferAfterMinutes } = meetingType
  return {
    id,
    hostId,
    startTime: new Date(wanted.start),
    endTime: new Date(wanted.start + durationMinutes * 60_000),
    inviteeTimeZone: wanted.timeZone,
    inviteeTimeFormat: wanted.timeFormat,
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
): Promise<Answer> {
  const at = deps.clock.now()
  const latest = await loadBooking(deps, access, input.id)
  const standing = findStanding(latest, input, at)
  if (standing === undefined) throw new DomainError('VERSION_CONFLICT')
  return { ...standing, outcome: 'standing', at }
}
