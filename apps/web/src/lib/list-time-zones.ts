import { modernTimeZone } from './modern-time-zone.ts'
import { timeZoneCity } from './time-zone-city.ts'

/** Every zone that this runtime knows by a city, and UTC, sorted by city. */
export function listTimeZones(): string[] {
  const zones = new Set([...Intl.supportedValuesOf('timeZone').map(modernTimeZone), 'UTC'])
  return [...zones]
    .filter((zone) => zone === 'UTC' || !zone.startsWith('Etc/'))
    .sort((left, right) => timeZoneCity(left).localeCompare(timeZoneCity(right), 'en'))
}
