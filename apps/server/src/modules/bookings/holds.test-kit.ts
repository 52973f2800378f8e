import { randomUUID } from 'node:crypto'
import type { CreatedHold } from '@rendez/contract'
import type { TestBookings } from './bookings.test-kit.ts'

/** What a test may choose of a hold; each comes from another network unless told otherwise. */
export type AskedHold = { meetingTypeId?: string; from?: string; holdToken?: string; key?: string }

/** Holds a slot as a guest's page does. */
export function holdSlot(
  { bookings }: TestBookings,
  {
    meetingTypeId,
    startTime,
    from = randomUUID(),
    holdToken,
    key,
  }: AskedHold & { meetingTypeId: string; startTime: string },
): Promise<CreatedHold> {
  return bookings.holds.create(
    { meetingTypeId, startTime, ...(holdToken === undefined ? {} : { holdToken }) },
    { clientNetwork: from, idempotencyKey: key ?? null },
  )
}
