import { z } from 'zod'
import type { DomainEvent } from './domain-event.ts'

const bookingEvent = z.object({
  bookingId: z.string(),
  hostId: z.string(),
  version: z.int(),
})

const envelope = {
  id: z.string(),
  subject: z.string(),
  occurredAt: z.string(),
  requestId: z.string().optional(),
}

function eventOf<Kind extends string, Payload extends z.ZodType>(kind: Kind, payload: Payload) {
  return z.object({ ...envelope, kind: z.literal(kind), payload })
}

/** A row of the outbox as an event: another release, or a function in SQL, may have written it. */
export const domainEventSchema = z.discriminatedUnion('kind', [
  eventOf('booking.confirmed', bookingEvent),
  eventOf(
    'booking.rescheduled',
    bookingEvent.extend({ previousStartTime: z.string(), previousEndTime: z.string() }),
  ),
  eventOf('booking.cancelled', bookingEvent),
  eventOf('message.fell_due', bookingEvent.extend({ rule: z.string() })),
  eventOf(
    'account.password_reset_requested',
    z.object({ email: z.string(), name: z.string(), url: z.string() }),
  ),
  eventOf('account.sign_up_requested', z.object({ email: z.string(), url: z.string() })),
  eventOf(
    'account.sign_up_repeated',
    z.object({ email: z.string(), name: z.string(), url: z.string() }),
  ),
])

/** @throws ZodError when the row is no event of this release. */
export function parseEvent(row: unknown): DomainEvent {
  return domainEventSchema.parse(row)
}
