import { useMemo } from 'react'
import { listTimeZones } from '../../lib/list-time-zones.ts'
import { searchTimeZones, type TimeZoneOption } from '../../lib/search-time-zones.ts'
import type { ComboboxState } from './combobox-key.ts'

/** While nothing is typed, the zones most likely wanted come first. */
function withLikelyFirst(options: TimeZoneOption[], likely: string[]): TimeZoneOption[] {
  const first = [...new Set(likely)].flatMap((zone) =>
    options.filter(({ timeZone }) => timeZone === zone),
  )
  return [...first, ...options.filter((option) => !first.includes(option))]
}

/** The zones to suggest; prepared when the list first opens, for there are four hundred. */
export function useTimeZoneOptions(
  { isOpen, query }: ComboboxState,
  likely: (string | null)[],
): TimeZoneOption[] {
  const search = useMemo(
    () => (isOpen ? searchTimeZones(listTimeZones(), Date.now()) : null),
    [isOpen],
  )
  const likelyKey = likely.join()
  return useMemo(() => {
    if (search === null) return []
    return query.trim() === '' ? withLikelyFirst(search(''), likelyKey.split(',')) : search(query)
  }, [search, query, likelyKey])
}
