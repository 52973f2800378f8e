/** How often something may happen: `burst` times at once, and `count` times in each period for good. */
export type RateLimit = { burst: number; count: number; periodSeconds: number }

export type TokenVerdict = {
  allowed: boolean
  /** How many more would be allowed now. */
  remaining: number
  /** Until the same request is allowed; 0 when it was. */
  retryAfterMs: number
  /** Until nothing of the burst is used any more. */
  resetAfterMs: number
}

/** The store cannot be asked right now. Its callers do without: nothing that must be true is in it. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError'
}

/**
 * What instances share and may lose at any moment. Every call is answered, or fails with
 * StoreUnavailableError, within a fraction of a second.
 */
export type KeyValueStore = {
  get(key: string): Promise<string | null>
  set(key: string, value: string, ttlMs: number): Promise<void>
  delete(key: string): Promise<void>
  /** A lock: true for the one who has it now. The value tells holders apart. */
  setIfAbsent(key: string, value: string, ttlMs: number): Promise<boolean>
  /**
   * Sets `<mark> <value>`, which is what `get` answers; of the mark that is there and the one that is given
   * the greater stays, compared as text without spaces. Late writers lose nothing of what others have said,
   * and do not prolong it: a mark that stays expires when it would have.
   */
  setMarked(key: string, mark: string, value: string, ttlMs: number): Promise<void>
  /** Gives a lock back; false when it is not, or no longer, held with this value. */
  deleteIfEquals(key: string, value: string): Promise<boolean>
  /**
   * Counts by the generic cell rate algorithm, by the store's own clock. What is refused is not counted.
   *
   * @param cost how many at once, at most the burst; 1 when absent
   */
  takeToken(key: string, limit: RateLimit, cost?: number): Promise<TokenVerdict>
  /** Tells those who listen now, in every instance; nobody else will ever know. */
  publish(channel: string, message: string): Promise<void>
  /**
   * Listens. Resolves once messages arrive; while the store is away it resolves at once, and listens
   * when it is back. What was published meanwhile is lost.
   *
   * @returns how to stop
   */
  subscribe(channel: string, listener: (message: string) => void): Promise<() => Promise<void>>
  /**
   * Names what the store is now, the same for all who use it. Another name after every start: a store that
   * comes back may have gone back to what it held earlier. null while nobody knows.
   */
  lifeId(): string | null
  /** @throws StoreUnavailableError */
  ping(): Promise<void>
  close(): Promise<void>
}
