import { createHash } from 'node:crypto'
import type {
  CancelBookingInput,
  CreateBookingInput,
  CreateHoldInput,
  RescheduleBookingInput,
} from '@rendez/contract'

export type IdempotencyKey = {
  /** The operation and its subject: the key is unique within it. */
  scope: string
  /** A digest, so that a key of any length and any characters can be stored. */
  key: string
  /**
   * SHA-256 of the request: the same key with another one is a mistake of the caller. The clock is no part
   * of it: for the form without JavaScript it is read anew from the headers of each attempt.
   */
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
  // A hold is a means and no part of the wish: a retry may have lost it.
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
  const wish = [id, Date.parse(input.startTime), inviteeTimeZone, version]
  return sentKey(`reschedule:${id}`, sent, wish)
}

/** Without a key of the caller there is none: the first cancellation stands. */
export function deriveCancelKey(
  { id, reason }: CancelBookingInput,
  sent: string | null,
): IdempotencyKey | null {
  return sent === null ? null : sentKey(`cancel:${id}`, sent, [id, reason])
}

/** Without a key of the caller there is none: a hold that nobody knows of lapses. */
export function deriveHoldKey(
  { meetingTypeId, startTime }: CreateHoldInput,
  sent: string | null,
  hostId: string,
): IdempotencyKey | null {
  if (sent === null) return null
  // The checks know that keys of this scope belong to no booking.
  return sentKey(`hold:${hostId}`, sent, [meetingTypeId, Date.parse(startTime)])
}

function sentKey(scope: string, sent: string, wish: unknown): IdempotencyKey {
  const key = digest(sent).toString('hex')
  return { scope, key, fingerprint: digest(wish), replayFor: null }
}

function digest(value: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(value)).digest()
}
