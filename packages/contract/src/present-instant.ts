/** An instant (epoch milliseconds) as it stands in every answer: UTC with `Z`, no empty fraction. */
export function presentInstant(instant: number): string {
  const text = new Date(instant).toISOString()
  return text.endsWith('.000Z') ? `${text.slice(0, 19)}Z` : text.replace(/0*Z$/, 'Z')
}
