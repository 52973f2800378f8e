import { offsetAt } from '@rendez/core'

/** How far a zone is from UTC at an instant (epoch milliseconds): 'UTC', 'UTC+2', 'UTC−3:30'. */
export function formatOffset(timeZone: string, at: number): string {
  const offset = offsetAt(timeZone, at)
  if (offset === 0) return 'UTC'
  // Some zones of the past are off by seconds; nobody looks for those.
  const size = Math.abs(Math.round(offset))
  const minutes = size % 60
  const fraction = minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`
  return `UTC${offset < 0 ? '−' : '+'}${Math.floor(size / 60)}${fraction}`
}
