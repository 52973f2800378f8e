import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { Autocomplete, Button, Label, ListBox, Select, SelectValue } from 'react-aria-components'
import { formatTime, type TimeFormat } from '../lib/format-time.ts'
import { listTimeZones } from '../lib/list-time-zones.ts'
import { searchTimeZones, type TimeZoneSearch } from '../lib/search-time-zones.ts'
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
  // Held here: the select renders its list twice, once to know the choices.
  const [query, setQuery] = useState('')
  const [isOpen, setOpen] = useState(false)
  const clockIn = (timeZone: string) => formatTime(now, { locale, timeZone, timeFormat })
  return (
    <Select
      value={value}
      onChange={(key) => typeof key === 'string' && onChange(key)}
      onOpenChange={(open) => {
        setOpen(open)
        setQuery('')
      }}
      className={className ?? ''}
      {...(name === undefined ? {} : { name })}
    >
      <Label className="field-label">{label}</Label>
      <Button className="field-input flex items-center gap-2 text-left">
        <SelectValue className="flex min-w-0 flex-1 gap-2">
          {() => (
            <>
              <span className="min-w-0 flex-1 truncate">
                {timeZoneCity(value)}{' '}
                {value.includes('/') && <span className="text-muted">{value.split('/')[0]}</span>}
              </span>
              <span className="tabular shrink-0 text-muted">now {clockIn(value)}</span>
            </>
          )}
        </SelectValue>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
      </Button>
      <FieldProblem />
      <Popover maxHeight={400} className="w-(--trigger-width) min-w-72 scroll-pt-16">
        <Autocomplete inputValue={query} onInputChange={setQuery}>
          <SearchField
            label="Search by city, region or offset"
            placeholder="Search a city"
            autoFocus
            className="sticky top-0 z-10 bg-surface p-2"
          />
          <TimeZoneOptions isOpen={isOpen} query={query} present={value} clockIn={clockIn} />
        </Autocomplete>
      </Popover>
    </Select>
  )
}

type OptionsProps = {
  isOpen: boolean
  query: string
  present: string
  clockIn: (timeZone: string) => string
}

// Hundreds of zones to describe: not before somebody looks, and once.
let prepared: TimeZoneSearch | undefined
const preparedSearch = (): TimeZoneSearch => {
  prepared ??= searchTimeZones(listTimeZones(), Date.now())
  return prepared
}

const alone = (timeZone: string) => [{ timeZone, city: timeZoneCity(timeZone), offset: '' }]

function TimeZoneOptions({ isOpen, query, present, clockIn }: OptionsProps) {
  const options = isOpen ? offerTimeZones(preparedSearch(), query, present) : alone(present)
  return (
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
          hint={[...new Set([timeZone.replaceAll('_', ' '), offset])].join(', ')}
          aside={clockIn(timeZone)}
        />
      ))}
    </ListBox>
  )
}
