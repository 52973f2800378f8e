import {
  type CreatedHold,
  type CreateHoldInput,
  DomainError,
  type HoldCaller,
  presentInstant,
} from '@rendez/contract'
import { v7 as uuid } from 'uuid'
import { tellOfFailure } from '../../db/tell-of-failure.ts'
import type { LoadedInputs } from '../availability/availability.module.ts'
import { deriveHoldKey, type IdempotencyKey } from './derive-idempotency-key.ts'
import { findDayBounds } from './find-day-bounds.ts'
import { findMeetingTypeHost } from './find-meeting-type-host.ts'
import { findOwnHold } from './find-own-hold.ts'
import { holdLimits } from './hold-limits.ts'
import { deriveHoldToken, hashHoldToken, hashNetwork } from './hold-token.ts'
import { findHoldAnswer, type HoldRow, insertHold, type NewHold } from './holds.repository.ts'
import { judgeOutcome, judgeSlot, type SlotRefusal } from './judge-slot.ts'
import type { BookingsDeps } from './load-booking.ts'
import { loadUnlessGone } from './load-unless-gone.ts'
import { refuseSlot } from './refuse-slot.ts'

type Request = {
  input: CreateHoldInput
  clientNetwork: string
  key: IdempotencyKey | null
}

type Attempt =
  | ({ outcome: 'held' | 'replayed' } & HoldRow)
  | { outcome: 'key_conflict' | 'too_many' | 'gone' }
  | { outcome: 'refused'; refusal: SlotRefusal; timeZone: string; previous: string | null }

/**
 * Holds a slot for a guest who fills in the form. The earlier hold that the guest names ends with it.
 * A hold counts as busy for everybody else, and not as one of a day's bookings.
 * @throws DomainError NOT_FOUND, MEETING_TYPE_INACTIVE, INVALID_TIME_SLOT, MAX_BOOKINGS_REACHED,
 *   SLOT_UNAVAILABLE, RATE_LIMITED when too much is held already, IDEMPOTENCY_CONFLICT,
 *   IDEMPOTENCY_IN_PROGRESS or SERVICE_UNAVAILABLE.
 */
export async function createHold(
  deps: BookingsDeps,
  input: CreateHoldInput,
  { clientNetwork, idempotencyKey, markReplayed }: HoldCaller,
): Promise<CreatedHold> {
  const { database, guards } = deps
  const hostId = await findMeetingTypeHost(deps, input.meetingTypeId)
  const key = deriveHoldKey(input, idempotencyKey, hostId)
  const request = { input, clientNetwork, key }
  const tried = await guards.runOnce(key, {
    findAnswer: async () => (key === null ? undefined : findHoldAnswer(database, key)),
    run: () =>
      guards.lockSlot({ hostId, start: Date.parse(input.startTime) }, () =>
        tryToHold(deps, request),
      ),
  })
  switch (tried.outcome) {
    case 'held':
      await deps.hostChanged(hostId)
      return presentHold(deps, tried)
    case 'replayed':
      // Whoever held it first may have died before telling, and a hold has no event that would.
      await deps.hostChanged(hostId)
      markReplayed?.()
      return presentHold(deps, tried)
    case 'key_conflict':
      throw new DomainError('IDEMPOTENCY_CONFLICT')
    case 'too_many':
      throw new DomainError('RATE_LIMITED', { retryAfterSeconds: 60 }, tooMany)
    case 'gone':
      throw new DomainError('NOT_FOUND')
    case 'refused':
      throw await refuse(deps, input, tried)
  }
}

const tooMany = 'Too much is held at the moment. This time can be booked without holding it.'

async function tryToHold(deps: BookingsDeps, request: Request): Promise<Attempt> {
  const { input } = request
  const start = Date.parse(input.startTime)
  const previous = await findOwnHold(deps.database, input.holdToken)
  const options = previous === null ? {} : { exceptBookingId: previous }
  const loaded = await loadUnlessGone(deps.availability, input.meetingTypeId, start, options)
  if (loaded === null) return (await findEarlier(deps, request)) ?? { outcome: 'gone' }
  const refusal = judgeSlot(loaded, start)
  if (refusal === null) return await store(deps, request, { loaded, start, previous })
  const { timeZone } = loaded.inputs.schedule
  // Whoever repeats a request finds the slot taken, by their own hold.
  return (await findEarlier(deps, request)) ?? { outcome: 'refused', refusal, timeZone, previous }
}

async function findEarlier({ database }: BookingsDeps, { key }: Request) {
  return key === null ? undefined : await findHoldAnswer(database, key)
}

async function store(
  deps: BookingsDeps,
  { clientNetwork, key }: Request,
  { loaded, start, previous }: { loaded: LoadedInputs; start: number; previous: string | null },
): Promise<Attempt> {
  const { timeZone } = loaded.inputs.schedule
  const day = findDayBounds(start, timeZone)
  const hold = newHold(deps, loaded, start, clientNetwork)
  const written = await tellOfFailure(insertHold(deps.database, hold, { previous, key, day }), () =>
    deps.hostChanged(hold.hostId),
  )
  deps.noteWrite?.(written.outcome)
  if (written.outcome !== 'inactive' && written.outcome !== 'slot_taken') return written
  return { outcome: 'refused', refusal: judgeOutcome(written.outcome), timeZone, previous }
}

function newHold(
  { secret }: BookingsDeps,
  { meetingType }: LoadedInputs,
  start: number,
  clientNetwork: string,
): NewHold {
  const id = uuid()
  const { bufferBeforeMinutes, bufferAfterMinutes, durationMinutes } = meetingType
  return {
    id,
    hostId: meetingType.hostId,
    meetingTypeId: meetingType.id,
    startTime: new Date(start),
    endTime: new Date(start + durationMinutes * 60_000),
    bufferBeforeMinutes,
    bufferAfterMinutes,
    tokenHash: hashHoldToken(deriveHoldToken(secret, id)),
    networkHash: hashNetwork(secret, clientNetwork),
  }
}

function refuse(
  { availability, clock }: BookingsDeps,
  { meetingTypeId, startTime }: CreateHoldInput,
  { refusal, timeZone, previous }: Extract<Attempt, { outcome: 'refused' }>,
): Promise<DomainError> {
  return refuseSlot(availability, refusal, {
    meetingTypeId,
    start: Math.max(Date.parse(startTime), clock.now()),
    timeZone,
    ...(previous === null ? {} : { exceptBookingId: previous }),
  })
}

/** The one way a hold leaves the server. */
function presentHold({ secret }: BookingsDeps, hold: HoldRow): CreatedHold {
  return {
    id: hold.id,
    holdToken: deriveHoldToken(secret, hold.id),
    startTime: presentInstant(hold.startTime.getTime()),
    endTime: presentInstant(hold.endTime.getTime()),
    expiresAt: presentInstant(hold.expiresAt.getTime()),
    lastsSeconds: holdLimits.lastsSeconds,
  }
}
