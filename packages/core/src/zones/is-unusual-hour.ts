/**
 * Whether a meeting begins before 06:00 or reaches past 22:00 on the clocks of `timeZone`. Without
 * an `end` only the start is judged. Instants are epoch milliseconds.
 */
export function isUnusualHour(start: number, end: number | undefined, timeZone: string): boolean {
  throw new Error(`being written: ${start} ${end} ${timeZone}`)
}
