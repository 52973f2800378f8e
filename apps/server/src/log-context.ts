import { AsyncLocalStorage } from 'node:async_hooks'

/** What belongs to whatever is done right now: every line that is logged meanwhile carries it. */
export type LogContext = {
  requestId?: string | undefined
  eventId?: string | undefined
  bookingId?: string | undefined
}

const storage = new AsyncLocalStorage<LogContext>()

/** Does work under a context, and under the one around it. */
export function withLogContext<Result>(context: LogContext, work: () => Result): Result {
  return storage.run({ ...storage.getStore(), ...context }, work)
}

/** Of now; a copy. */
export function readLogContext(): LogContext {
  return { ...storage.getStore() }
}

/**
 * Whether a text can be the id of a request as proxies make them: 32 hex digits, a UUID, a `traceparent`.
 * Proxies have other forms too: whatever is short, without spaces, lines, links and mail addresses passes,
 * and stands in a log as it is.
 */
export function isRequestId(text: string): boolean {
  return /^[\w.-]{8,128}$/.test(text)
}
