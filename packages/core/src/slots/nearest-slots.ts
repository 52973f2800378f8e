/**
 * The `count` starts nearest to `wanted`, ascending: what to offer instead of a taken slot. Of
 * two equally near the later one goes first; `wanted` itself is not among them.
 */
export function nearestSlots(starts: readonly number[], wanted: number, count: number): number[] {
  return starts
    .filter((start) => start !== wanted)
    .sort((left, right) => Math.abs(left - wanted) - Math.abs(right - wanted) || right - left)
    .slice(0, count)
    .sort((left, right) => left - right)
}
