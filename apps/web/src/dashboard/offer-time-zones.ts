import type { TimeZoneOption, TimeZoneSearch } from '../lib/search-time-zones.ts'

/** More than anybody reads; whoever looks for another types its name. */
const mostOptions = 50

/** The zones to choose from: what is looked for, or else the present one and those of its clocks. */
export function offerTimeZones(
  search: TimeZoneSearch,
  query: string,
  present: string,
): readonly TimeZoneOption[] {
  const found = search(query)
  if (query.trim() !== '') return found.slice(0, mostOptions)
  const current = found.find(({ timeZone }) => timeZone === present)
  if (current === undefined) return found.slice(0, mostOptions)
  const others = found.filter((option) => option !== current && option.offset === current.offset)
  return [current, ...others].slice(0, mostOptions)
}
