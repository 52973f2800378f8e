import { formatOffset } from './format-offset.ts'
import { otherCities } from './other-cities.ts'
import { timeZoneCity } from './time-zone-city.ts'

/** A zone as people look for it. `city` is the one that matched: Mumbai for Asia/Kolkata. */
export type TimeZoneOption = { timeZone: string; city: string; offset: string }

type Entry = TimeZoneOption & { cities: readonly string[]; names: string }

/** Finds zones by city, region, offset or name ('Pacific Time'), the nearest match first. */
export type TimeZoneSearch = (query: string) => TimeZoneOption[]

const marks = /\p{Diacritic}/gu

const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(marks, '')
    .replace('−', '-')
    .replaceAll('_', ' ')
    .toLowerCase()
    .trim()

function nameAt(timeZone: string, at: number): string {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longGeneric' })
  return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
}

function describe(timeZone: string, at: number): Entry {
  const city = timeZoneCity(timeZone)
  const offset = formatOffset(timeZone, at)
  const path = `${timeZone} ${timeZone.replaceAll('/', ' ')}`
  const names = fold(`${path} ${offset} ${nameAt(timeZone, at)}`)
  return { timeZone, city, offset, cities: [city, ...(otherCities[timeZone] ?? [])], names }
}

/** 0 is best; null does not match. */
function rank({ cities, names }: Entry, wanted: string): number | null {
  if (cities.some((city) => fold(city).startsWith(wanted))) return 0
  if (cities.some((city) => fold(city).includes(` ${wanted}`))) return 1
  if (names.includes(wanted.replace('gmt', 'utc'))) return 2
  return null
}

function answer({ timeZone, city, offset, cities }: Entry, wanted: string): TimeZoneOption {
  return { timeZone, city: cities.find((name) => fold(name).startsWith(wanted)) ?? city, offset }
}

/** Prepares a search over the zones, with offsets at an instant (epoch milliseconds). */
export function searchTimeZones(timeZones: readonly string[], at: number): TimeZoneSearch {
  const entries = timeZones.map((timeZone) => describe(timeZone, at))
  return (query) => {
    const wanted = fold(query)
    if (wanted === '') return entries.map((entry) => answer(entry, ''))
    return entries
      .map((entry) => ({ entry, rank: rank(entry, wanted) }))
      .filter(({ rank }) => rank !== null)
      .sort((left, right) => (left.rank ?? 0) - (right.rank ?? 0))
      .map(({ entry }) => answer(entry, wanted))
  }
}
