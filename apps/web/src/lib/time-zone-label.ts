import { timeZoneCity } from './time-zone-city.ts'

/** Whose clocks a time is read from: 'Paris time', or 'UTC'. */
export function timeZoneLabel(timeZone: string): string {
  return timeZone === 'UTC' ? 'UTC' : `${timeZoneCity(timeZone)} time`
}
