import { createHash } from 'node:crypto'
import type { CreateBookingInput, RescheduleBookingInput } from '@rendez/contract'

export type IdempotencyKey = {
  /** The operation and its subject: the key is unique within it. */
  scope: string
  /** A digest, so that a key of any length and any characters can be stored. */
  key: string
  /** SHA-256 of the request: the same key with another one is a mistake of the caller. */
  fingerprint: Uint8Array
  /** How long it answers; null for a key that the caller chose. */
  replayFor: string | null
}

// A derived answer hands out the manage token to whoever repeats the request word for word, which
// somebody else could guess: it lasts as long as people retry.
const DERIVED_REPLAY = '10 minutes'

/**
 * Every creation has a key. Without one from the caller it is the meeting type, the start and the
 * invitee's address: a second click is not a second booking.
 */
export function deriveCreateKey(
  input: CreateBookingInput,
  sent: string | null,
  hostId: string,
): IdempotencyKey {
  const { meetingTypeId, inviteeName, inviteeEmail, inviteeTimeZone, inviteePhone, notes } = input
  const startTime = Date.parse(input.startTime)
  const fingerprint = digest([
    meetingTypeId,
    startTime,
    inviteeName,
    inviteeEmail,
    inviteeTimeZone,
    notes,
    // Left out, so that keys of requests before there were numbers still answer.
    ...(typeof inviteePhone === 'string' ? [inviteePhone] : []),
  ])
  if (sent !== null) {
    const key = digest(sent).toString('hex')
    return { scope: `create:${hostId}`, key, fingerprint, replayFor: null }
  }
  // The name is known to forget_derived_key in the migrations.
  const scope = `create-derived:${meetingTypeId}`
  const key = digest([startTime, inviteeEmail.toLowerCase()]).toString('hex')
  return { scope, key, fingerprint, replayFor: DERIVED_REPLAY }
}

/** Without a key of the caller there is none: moving a booking to where it stands changes nothing. */
export function deriveRescheduleKey(
  input: RescheduleBookingInput,
  sent: string | null,
): IdempotencyKey | null {
  if (sent === null) return null
  const { id, inviteeTimeZone = null, version = null } = input
  return {
    scope: `reschedule:${id}`,
    key: digest(sent).toString('hex'),
    fingerprint: digest([id, Date.parse(input.startTime), inviteeTimeZone, version]),
    replayFor: null,
  }
}

function digest(value: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(value)).digest()
}
