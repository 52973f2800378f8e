/** An instant (epoch milliseconds) as it stands in every answer: UTC with `Z`, no empty fraction. */
export function presentInstant(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z')
}
