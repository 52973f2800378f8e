import type { Database } from '../../db/client.ts'
import type { DomainEvent } from '../../outbox/domain-event.ts'
import { scheduleMessages } from './scheduled-messages.repository.ts'

/**
 * A booking was made, moved or cancelled: what waits for it is made right. It looks at the booking as
 * it is now, so that an event that comes twice, late or out of order does no harm.
 */
export async function onBookingEvent(database: Database, event: DomainEvent): Promise<void> {
  if (!event.kind.startsWith('booking.') || !('bookingId' in event.payload)) return
  await scheduleMessages(database, event.payload.bookingId, event.occurredAt)
}
