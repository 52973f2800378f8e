import type { deriveCreateKey } from '../../apps/server/src/modules/bookings/derive-idempotency-key.ts'
import { meetingTypeId } from '../database/seeded-ids.ts'
import type { Attempt } from './attempts.ts'

type CreateBookingInput = Parameters<typeof deriveCreateKey>[0]

/** What an invitee sends: each attempt comes from somebody else. */
export function bookingRequest({ number, host, start }: Attempt): CreateBookingInput {
  return {
    meetingTypeId: meetingTypeId(host),
    startTime: start.toISOString(),
    inviteeName: 'Ada Lovelace',
    inviteeEmail: `ada-${number}@example.com`,
    inviteeTimeZone: 'Europe/Paris',
    notes: 'I would like to talk about the plan.',
  }
}
