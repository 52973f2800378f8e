const FIRST_SECONDS = 5
const LONGEST_SECONDS = 3_600

/** With the delays below, the last attempt comes about a day after the first. */
export const MAX_ATTEMPTS = 32

/**
 * Seconds until the next attempt after `attempt` have failed: doubled each time, at most an hour,
 * and spread by a quarter so that what failed together does not come back together.
 * `random` is in [0, 1).
 */
export function retryDelay(attempt: number, random: number): number {
  const seconds = Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** (attempt - 1))
  return seconds * (0.75 + random / 2)
}
