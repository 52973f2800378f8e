import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { readApiError } from '../lib/read-api-error.ts'

const mostRetries = 2

/** What was loaded is kept for a while; only what may pass by itself is tried again. */
export function createQueryClient(onLoggedOut: () => void): QueryClient {
  const leaveWhenLoggedOut = (error: unknown) => {
    if (readApiError(error).code === 'UNAUTHENTICATED') onLoggedOut()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenLoggedOut }),
    mutationCache: new MutationCache({ onError: leaveWhenLoggedOut }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (count, error) => count < mostRetries && readApiError(error).retryable,
        retryDelay: (count) => 300 * 2 ** count,
      },
    },
  })
}
