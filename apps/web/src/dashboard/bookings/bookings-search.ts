export type BookingsShown = 'upcoming' | 'past' | 'cancelled'

/** The state of the bookings list that its address carries; what is usual is left out. */
export type BookingsSearch = { show?: BookingsShown; search?: string }

const shownValues: readonly BookingsShown[] = ['upcoming', 'past', 'cancelled']

export function readBookingsSearch(search: Record<string, unknown>): BookingsSearch {
  const show = shownValues.find((value) => value === search.show)
  const text = typeof search.search === 'string' ? search.search.slice(0, 100) : ''
  return {
    ...(show === undefined || show === 'upcoming' ? {} : { show }),
    ...(text === '' ? {} : { search: text }),
  }
}
