/** The date ('YYYY-MM-DD') that calendars in the zone show at an instant (epoch milliseconds). */
export function localDate(instant: number, timeZone: string): string {
  throw new Error(`being written: ${timeZone} ${instant}`)
}
