import type { ErrorBody } from '@rendez/contract'

const unreachable: ErrorBody = {
  code: 'SERVICE_UNAVAILABLE',
  message: 'We could not reach the server. Check your connection and try again.',
  retryable: true,
}

const isErrorBody = (value: unknown): value is ErrorBody =>
  typeof value === 'object' &&
  value !== null &&
  'code' in value &&
  typeof value.code === 'string' &&
  'message' in value &&
  typeof value.message === 'string'

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined

/**
 * What the server said about a refused call: the body of a REST answer, or the `data.error` of a
 * tRPC error. An answer that never came, or that says nothing we know, reads as SERVICE_UNAVAILABLE.
 */
export function readApiError(error: unknown): ErrorBody {
  if (isErrorBody(error)) return error
  const described = memberOf(memberOf(error, 'data'), 'error')
  return isErrorBody(described) ? described : unreachable
}

/** The problems of a refused form by the names of its fields, as react-aria's Form takes them. */
export function fieldProblems(error: ErrorBody): Record<string, string> {
  return Object.fromEntries((error.fields ?? []).map(({ path, message }) => [path, message]))
}
