/** Times in milliseconds at which so many percent had been answered; NaN when nothing was. */
export type Quantiles = { p50: number; p95: number; p99: number }

export function quantilesOf(milliseconds: readonly number[]): Quantiles {
  const sorted = Float64Array.from(milliseconds).sort()
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
