import { Temporal } from '../temporal.ts'

const epoch = Temporal.Instant.fromEpochMilliseconds(0)

/**
 * Whether `id` is an IANA zone name that this runtime knows, in its usual spelling. Offsets such
 * as '+05:00' are not: they know no clock changes.
 */
export function isValidTimeZone(id: string): boolean {
  if (!/^[A-Z]/i.test(id)) return false
  try {
    return epoch.toZonedDateTimeISO(id).timeZoneId === id
  } catch {
    return false
  }
}
