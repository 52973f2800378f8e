/** Minutes that the zone's clocks are ahead of UTC at an instant (epoch milliseconds). */
export function offsetAt(timeZone: string, instant: number): number {
  throw new Error(`being written: ${timeZone} ${instant}`)
}
