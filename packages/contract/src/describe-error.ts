import { TRPCError } from '@trpc/server'
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

const mostFields = 50

/** Which fields to mend and how; a key that nobody asked for is named as a field. */
export function fieldProblems(error: ZodError): FieldProblem[] {
  return error.issues.flatMap(problemsOf).slice(0, mostFields)
}

function problemsOf(issue: ZodError['issues'][number]): FieldProblem[] {
  const isMissing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
  if (isMissing) return [{ path: issue.path.join('.'), message: 'This is required.' }]
  if (issue.code !== 'unrecognized_keys') {
    return [{ path: issue.path.join('.'), message: issue.message }]
  }
  const message = 'This field is not known here.'
  return issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message }))
}

/** What may leave the server about an error: never its stack, never the text of a broken expectation. */
export function describeError(error: unknown, requestId?: string): ErrorBody {
  if (error instanceof DomainError) return toErrorBody(error, requestId)
  if (!(error instanceof TRPCError))
    return toErrorBody(new DomainError('INTERNAL_ERROR'), requestId)
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
