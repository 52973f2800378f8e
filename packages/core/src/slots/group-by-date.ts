/**
 * Groups starts (epoch milliseconds) by their date ('YYYY-MM-DD') in the invitee's zone. Dates
 * and starts keep the order in which they came.
 */
export function groupByDate(starts: readonly number[], timeZone: string): Map<string, number[]> {
  throw new Error(`being written: ${starts.length} ${timeZone}`)
}
