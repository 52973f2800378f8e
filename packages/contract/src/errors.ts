/**
 * Every outcome that a caller may have to handle, in one table: the HTTP status, whether the same
 * request can succeed later, and a sentence that is safe and useful to show to a person.
 */
export const errorTable = {
  VALIDATION_ERROR: { status: 400, retryable: false, message: 'Some fields need your attention.' },
  LINK_EXPIRED: {
    status: 400,
    retryable: false,
    message: 'This link has expired or was already used. Please ask for a new one.',
  },
  INVALID_CREDENTIALS: {
    status: 401,
    retryable: false,
    message: 'This e-mail address and password do not belong together.',
  },
  UNAUTHENTICATED: { status: 401, retryable: false, message: 'Please log in first.' },
  FORBIDDEN: { status: 403, retryable: false, message: 'You are not allowed to do this.' },
  NOT_FOUND: { status: 404, retryable: false, message: 'We could not find what you asked for.' },
  METHOD_NOT_ALLOWED: {
    status: 405,
    retryable: false,
    message: 'This address does not support that method.',
  },
  REQUEST_ABANDONED: {
    status: 408,
    retryable: true,
    message: 'The connection was closed before this was begun, and nothing was done.',
  },
  SLOT_UNAVAILABLE: { status: 409, retryable: false, message: 'This time was just taken.' },
  VERSION_CONFLICT: {
    status: 409,
    retryable: true,
    message: 'This was changed by somebody else meanwhile. Please look at it again.',
  },
  BOOKING_NOT_CHANGEABLE: {
    status: 409,
    retryable: false,
    message: 'This booking is cancelled or already over, so it can no longer be changed.',
  },
  IDEMPOTENCY_IN_PROGRESS: {
    status: 409,
    retryable: true,
    message: 'The same request is still being handled. Please try again in a moment.',
  },
  USERNAME_TAKEN: { status: 409, retryable: false, message: 'This username is taken.' },
  SLUG_TAKEN: {
    status: 409,
    retryable: false,
    message: 'Another of your meeting types already uses this link.',
  },
  SCHEDULE_IN_USE: {
    status: 409,
    retryable: false,
    message: 'This schedule is the default or a meeting type uses it, so it cannot be deleted.',
  },
  PAYLOAD_TOO_LARGE: { status: 413, retryable: false, message: 'This request is too large.' },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    retryable: false,
    message: 'Requests that change something must be sent as application/json.',
  },
  INVALID_TIME_SLOT: {
    status: 422,
    retryable: false,
    message: 'This time is not offered. Please pick one of the times shown.',
  },
  MEETING_TYPE_INACTIVE: {
    status: 422,
    retryable: false,
    message: 'This meeting type does not take bookings at the moment.',
  },
  MAX_BOOKINGS_REACHED: {
    status: 422,
    retryable: false,
    message: 'This day is fully booked. Please pick another day.',
  },
  IDEMPOTENCY_CONFLICT: {
    status: 422,
    retryable: false,
    message: 'This idempotency key was already used for a different request.',
  },
  RATE_LIMITED: {
    status: 429,
    retryable: true,
    message: 'Too many requests. Please wait a moment.',
  },
  INTERNAL_ERROR: { status: 500, retryable: true, message: 'Something went wrong on our side.' },
  SERVICE_UNAVAILABLE: {
    status: 503,
    retryable: true,
    message: 'The service is not reachable right now. Please try again in a moment.',
  },
} as const satisfies Record<string, { status: number; retryable: boolean; message: string }>

export type ErrorCode = keyof typeof errorTable

/** A field that the caller must mend; `path` is dotted (`bookingWindow.days`). */
export type FieldProblem = { path: string; message: string }

export type ErrorDetails = {
  fields?: FieldProblem[]
  /** The nearest free slots, sent with SLOT_UNAVAILABLE. */
  alternatives?: { startTime: string; endTime: string }[]
  /** Why the engine refused a start, sent with INVALID_TIME_SLOT. */
  reasons?: string[]
  /** When the same request may be sent again: with RATE_LIMITED and IDEMPOTENCY_IN_PROGRESS. */
  retryAfterSeconds?: number
}

/** What leaves the server when something is refused, in tRPC (`data.error`) and REST (the body). */
export type ErrorBody = { code: ErrorCode; message: string; retryable: boolean } & ErrorDetails & {
    requestId?: string
  }

/** An expected refusal. Only the transport layer turns it into a status. */
export class DomainError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails = {}, message?: string) {
    super(message ?? errorTable[code].message)
    this.name = 'DomainError'
    this.code = code
    this.details = details
  }
}

export function toErrorBody(error: DomainError, requestId?: string): ErrorBody {
  return {
    code: error.code,
    message: error.message,
    retryable: errorTable[error.code].retryable,
    ...error.details,
    ...(requestId === undefined ? {} : { requestId }),
  }
}
