/** What is counted and timed while the server works. Durations are in seconds. Nothing here fails. */
export type Metrics = {
  /** `route` is the template of an address, never the address: `/api/bookings/:id`. */
  requestAnswered(answer: { route: string; method: string; status: number }, seconds: number): void
  /** @param operation such as `create`; `outcome` such as `booked` */
  bookingDone(operation: string, outcome: string, seconds: number): void
  /** The slot had looked free, and the database knew better. */
  doubleBookingPrevented(operation: string): void
  availabilityLookedUp(cache: 'hit' | 'miss' | 'away'): void
  slotsCalculated(seconds: number): void
  storeAsked(operation: string, outcome: 'answered' | 'unavailable', seconds: number): void
}
