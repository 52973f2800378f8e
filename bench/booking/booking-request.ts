import type { CreateBookingInput } from '@rendez/contract'
import { meetingTypeId } from '../database/seeded-ids.ts'
import type { Attempt } from './attempts.ts'

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
