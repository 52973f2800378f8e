import { modernTimeZone } from './modern-time-zone.ts'

/** The city that names a zone: 'Buenos Aires' of 'America/Argentina/Buenos_Aires'. */
export function timeZoneCity(timeZone: string): string {
  const name = modernTimeZone(timeZone)
  return name.slice(name.lastIndexOf('/') + 1).replaceAll('_', ' ')
}
