/**
 * The `count` starts nearest to `wanted`, ascending: what to offer instead of a taken slot. Of
 * two equally near the later one goes first; `wanted` itself is not among them.
 */
export function nearestSlots(starts: readonly number[], wanted: number, count: number): number[] {
  throw new Error(`being written: ${starts.length} ${wanted} ${count}`)
}
