import type { TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import {
  DomainError,
  type ErrorBody,
  type ErrorCode,
  type FieldProblem,
  toErrorBody,
} from './errors.ts'

/** Refusals that tRPC itself makes before a service is reached. */
const codesOfTransport: Partial<Record<TRPCError['code'], ErrorCode>> = {
  PARSE_ERROR: 'VALIDATION_ERROR',
  BAD_REQUEST: 'VALIDATION_ERROR',
  UNAUTHORIZED: 'UNAUTHENTICATED',
  FORBIDDEN: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  METHOD_NOT_SUPPORTED: 'METHOD_NOT_ALLOWED',
  PAYLOAD_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  UNSUPPORTED_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  TOO_MANY_REQUESTS: 'RATE_LIMITED',
  SERVICE_UNAVAILABLE: 'SERVICE_UNAVAILABLE',
}

export function fieldProblems(error: ZodError): FieldProblem[] {
  return error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
}

/** What may leave the server about an error: never its stack, never the text of a broken expectation. */
export function describeError(error: TRPCError, requestId?: string): ErrorBody {
  const { cause } = error
  if (cause instanceof DomainError) return toErrorBody(cause, requestId)
  if (cause instanceof ZodError && error.code === 'BAD_REQUEST') {
    return toErrorBody(
      new DomainError('VALIDATION_ERROR', { fields: fieldProblems(cause) }),
      requestId,
    )
  }
  return toErrorBody(new DomainError(codesOfTransport[error.code] ?? 'INTERNAL_ERROR'), requestId)
}
