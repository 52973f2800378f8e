import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { getQueryKey } from '@trpc/react-query'
import { api } from '../../lib/api-client.ts'
import type { BookingsShown } from './bookings-search.ts'

const firstPage: string | null = null

/**
 * The bookings of a list, a page at a time. The hook that tRPC has for this sends a `direction`
 * beside the cursor, which the contract rightly does not know.
 */
export function useBookings(filter: { show: BookingsShown; search: string }) {
  const { client } = api.useUtils()
  return useInfiniteQuery({
    queryKey: [...getQueryKey(api.bookings.list), filter],
    queryFn: ({ pageParam, signal }) =>
      client.bookings.list.query(
        { ...filter, ...(pageParam === null ? {} : { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: firstPage,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
}
