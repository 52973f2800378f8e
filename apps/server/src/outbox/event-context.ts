import type { LogContext } from '../log-context.ts'

type EventForLog = { id: string; payload: unknown; requestId?: string | undefined }

/** What the log says of everything that is done for an event. */
export function eventContext({ id, payload, requestId }: EventForLog): LogContext {
  return { eventId: id, bookingId: bookingOf(payload), requestId }
}

function bookingOf(payload: unknown): string | undefined {
  if (typeof payload !== 'object' || payload === null || !('bookingId' in payload)) return undefined
  return typeof payload.bookingId === 'string' ? payload.bookingId : undefined
}
