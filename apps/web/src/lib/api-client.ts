import type { AppRouter } from '@rendez/contract'
import { httpBatchLink } from '@trpc/client'
import { createTRPCReact } from '@trpc/react-query'

/** The procedures of the contract as hooks. */
export const api = createTRPCReact<AppRouter>()

/** Calls made in the same moment travel together, a few at a time. */
export const apiClient = api.createClient({
  links: [httpBatchLink({ url: '/api/trpc', maxItems: 8 })],
})
