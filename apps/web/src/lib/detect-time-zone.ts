import { isValidTimeZone } from '@rendez/core'
import { modernTimeZone } from './modern-time-zone.ts'

/** The zone of the visitor's device, or null where the browser does not know one. */
export function detectTimeZone(): string | null {
  const timeZone = modernTimeZone(new Intl.DateTimeFormat().resolvedOptions().timeZone)
  return isValidTimeZone(timeZone) ? timeZone : null
}
