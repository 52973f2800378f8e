import { randomUUID } from 'node:crypto'
import type { Database } from '../../apps/server/src/db/client.ts'
import { insertBooking } from '../../apps/server/src/modules/bookings/booking-writes.repository.ts'
import { deriveCreateKey } from '../../apps/server/src/modules/bookings/derive-idempotency-key.ts'
import { findDayBounds } from '../../apps/server/src/modules/bookings/find-day-bounds.ts'
import { hashManageToken } from '../../apps/server/src/modules/bookings/manage-token.ts'
import { BUFFER_MINUTES, DURATION_MINUTES, TIME_ZONE } from '../database/seed-hosts.ts'
import { hostId, meetingTypeId } from '../database/seeded-ids.ts'
import type { Attempt } from './attempts.ts'
import { bookingRequest } from './booking-request.ts'

/** What the answer would show of the host and the meeting type. */
export const shown = {
  host: { username: 'ada', displayName: 'Ada Lovelace', bio: '', timeZone: TIME_ZONE },
  meetingType: { slug: 'short', color: '#2563eb', deleted: false },
  at: 1_800_000_000_000,
}

/** Books by the product's own write alone; answers whether the time was free. */
export async function bookByDriver(database: Database, attempt: Attempt): Promise<boolean> {
  const { host, start } = attempt
  const request = bookingRequest(attempt)
  const { meetingTypeId: _, startTime: __, holdToken: ___, ...invitee } = request
  const id = newId()
  const booking = {
    id,
    hostId: hostId(host),
    meetingTypeId: meetingTypeId(host),
    startTime: start,
    endTime: new Date(start.getTime() + DURATION_MINUTES * 60_000),
    ...invitee,
    inviteePhone: null,
    inviteeTimeFormat: null,
    meetingTypeName: 'A short call',
    durationMinutes: DURATION_MINUTES,
    location: { kind: 'phone', phoneNumber: '+1 555 0100' } as const,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: BUFFER_MINUTES,
    manageTokenHash: hashManageToken(id),
  }
  const key = deriveCreateKey(request, null, booking.hostId)
  const day = findDayBounds(start.getTime(), TIME_ZONE)
  const { outcome } = await insertBooking(database, booking, { key, day, held: null, shown })
  if (outcome === 'created' || outcome === 'slot_taken') return outcome === 'created'
  throw new Error(`the write answered ${outcome}`)
}

// Version 7, as the product's ids are: the newest rows are neighbours in the index.
function newId(): string {
  const time = Date.now().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}
