import { ChevronDown } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Autocomplete, Button, Label, ListBox, Select, SelectValue } from 'react-aria-components'
import { formatTime, type TimeFormat } from '../lib/format-time.ts'
import { listTimeZones } from '../lib/list-time-zones.ts'
import { searchTimeZones } from '../lib/search-time-zones.ts'
import { timeZoneCity } from '../lib/time-zone-city.ts'
import { FieldProblem } from '../ui/field.tsx'
import { Option } from '../ui/option.tsx'
import { Popover } from '../ui/popover.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { locale } from './locale.ts'
import { offerTimeZones } from './offer-time-zones.ts'
import { useNow } from './use-now.ts'

type Props = {
  label: string
  name?: string
  value: string
  onChange: (timeZone: string) => void
  timeFormat: TimeFormat
  className?: string
}

/** A zone by its city, with what its clocks show now. */
export function TimeZonePicker({ label, name, value, onChange, timeFormat, className }: Props) {
  const now = useNow()
  const clockIn = (timeZone: string) => formatTime(now, { locale, timeZone, timeFormat })
  return (
    <Select
      value={value}
      onChange={(key) => typeof key === 'string' && onChange(key)}
      className={className ?? ''}
      {...(name === undefined ? {} : { name })}
    >
      <Label className="field-label">{label}</Label>
      <Button className="field-input flex items-center gap-2 text-left">
        <SelectValue className="flex min-w-0 flex-1 gap-2">
          {() => (
            <>
              <span className="min-w-0 flex-1 truncate">
                {timeZoneCity(value)} <span className="text-muted">{value.split('/')[0]}</span>
              </span>
              <span className="tabular shrink-0 text-muted">now {clockIn(value)}</span>
            </>
          )}
        </SelectValue>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
      </Button>
      <FieldProblem />
      <Popover maxHeight={400} className="w-(--trigger-width) min-w-72 scroll-pt-16">
        <TimeZoneOptions present={value} clockIn={clockIn} />
      </Popover>
    </Select>
  )
}

type OptionsProps = { present: string; clockIn: (timeZone: string) => string }

function TimeZoneOptions({ present, clockIn }: OptionsProps) {
  const [query, setQuery] = useState('')
  const [search] = useState(() => searchTimeZones(listTimeZones(), Date.now()))
  const options = useMemo(() => offerTimeZones(search, query, present), [search, query, present])
  return (
    <Autocomplete inputValue={query} onInputChange={setQuery}>
      <SearchField
        label="Search by city, region or offset"
        placeholder="Search a city"
        autoFocus
        className="sticky top-0 z-10 bg-surface p-2"
      />
      <ListBox
        className="p-1 pt-0 outline-none"
        renderEmptyState={() => (
          <p className="px-3 py-4 text-sm text-muted">
            No zone by that name. Try a larger city nearby.
          </p>
        )}
      >
        {options.map(({ timeZone, city, offset }) => (
          <Option
            key={timeZone}
            id={timeZone}
            label={city}
            hint={`${timeZone.replaceAll('_', ' ')}, ${offset}`}
            aside={clockIn(timeZone)}
          />
        ))}
      </ListBox>
    </Autocomplete>
  )
}
