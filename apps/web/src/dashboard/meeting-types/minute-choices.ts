import type { Choice } from '../../ui/select.tsx'

/** '45 min', '1 h', '1 h 30 min'. */
export function formatMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return `${rest} min`
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
}

/** Lengths to choose from, the present one among them even if it is unusual. */
export function minuteChoices(usual: readonly number[], present: number): Choice<string>[] {
  const minutes = [...new Set([...usual, present])].toSorted((left, right) => left - right)
  return minutes.map((value) => ({
    value: String(value),
    label: value === 0 ? 'None' : formatMinutes(value),
  }))
}
