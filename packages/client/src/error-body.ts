import type { ErrorBody } from '@rendez/contract'
import { TRPCClientError } from '@trpc/client'

const unreachable: ErrorBody = {
  code: 'SERVICE_UNAVAILABLE',
  message: 'The server could not be reached.',
  retryable: true,
}

/**
 * What the server said about a refused call: its code, a sentence for people, whether a retry can help,
 * the fields to mend, the nearest free slots. SERVICE_UNAVAILABLE when no answer came.
 *
 * @throws the error itself when it does not come from a call
 */
export function errorBody(error: unknown): ErrorBody {
  if (!(error instanceof TRPCClientError)) throw error
  const { data }: { data?: { error?: ErrorBody } } = error
  return data?.error ?? unreachable
}
