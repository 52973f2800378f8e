/** A length in minutes as people say it: '30 min', '1 hour', '1 h 30 min'. */
export function formatDuration(minutes: number): string {
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (rest > 0) return `${hours} h ${rest} min`
  return hours === 1 ? '1 hour' : `${hours} hours`
}
