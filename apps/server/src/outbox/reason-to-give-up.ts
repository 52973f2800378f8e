/** How often an event was tried, the attempt that begins now counted. */
export type Tries = {
  attempts: number
  /** In a row and without an end that somebody noted: all but this one ended with their process. */
  unendedAttempts: number
}

// Not at the first: it may have been in hand when something else ended the process.
const MOST_UNENDED = 5

/**
 * Why an event is given up instead of tried now, or null. What fails is given up when it has failed;
 * here is what never came to that, because its process ended each time.
 */
export function reasonToGiveUp(
  { attempts, unendedAttempts }: Tries,
  maxAttempts: number,
): string | null {
  const unended = unendedAttempts - 1
  if (unended >= MOST_UNENDED) {
    return `the process ended, or lost the database, in each of the last ${unended} attempts`
  }
  return attempts > maxAttempts ? `all of its ${maxAttempts} attempts are used up` : null
}
