import { Plus } from 'lucide-react'
import { formatDate } from '../../lib/format-time.ts'
import { weekdayOf } from '../../lib/month.ts'
import { Button } from '../../ui/button.tsx'
import { Segments } from '../../ui/segments.tsx'
import { locale } from '../locale.ts'
import { useProfile } from '../use-profile.ts'
import { addInterval, createDayHours, type DayHours, rangesOf, switchDay } from './day-hours.ts'
import { HoursFields } from './hours-fields.tsx'
import { type ScheduleDraft, setOverride } from './schedule-draft.ts'
import type { ScheduleFieldsProps } from './schedule-fields.ts'
import { weekdaysFrom } from './weekdays.ts'

type Props = ScheduleFieldsProps & { date: string; onClose: () => void }
type Holds = 'usual' | 'other' | 'none'

const choices = [
  { value: 'usual', label: 'As usual' },
  { value: 'other', label: 'Other hours' },
  { value: 'none', label: 'Unavailable' },
] as const

/** What the date would have anyway, as a start for other hours. */
function usualDay(draft: ScheduleDraft, date: string): DayHours | null {
  const weekday = weekdaysFrom('monday')[weekdayOf(date) - 1]
  return weekday === undefined ? null : draft.week[weekday]
}

function whatHolds(hours: DayHours | null): Holds {
  if (hours === null) return 'usual'
  return hours.on ? 'other' : 'none'
}

/** Says what holds on one date. */
export function OverrideEditor({ date, draft, setDraft, onClose }: Props) {
  const { timeFormat } = useProfile()
  const hours = draft.overrides.find((override) => override.date === date)?.hours ?? null
  const set = (next: DayHours | null) => setDraft((now) => setOverride(now, date, next))
  const choose = (next: Holds) => {
    if (next === 'usual') return set(null)
    if (next === 'none')
      return set(switchDay(hours ?? createDayHours([], timeFormat), false, timeFormat))
    const usual = usualDay(draft, date)
    const start = hours ?? createDayHours(usual === null ? [] : rangesOf(usual), timeFormat)
    set(switchDay(start, true, timeFormat))
  }
  return (
    <div className="hours-home grid grid-cols-1 gap-4 rounded-card bg-hover p-3 sm:p-4">
      <h3 className="text-base">{formatDate(date, locale)}</h3>
      <Segments
        label="On this date"
        labelHidden
        choices={choices}
        value={whatHolds(hours)}
        onChange={choose}
      />
      {hours?.on === true && (
        <HoursFields label={formatDate(date, locale)} day={hours} onChange={set} />
      )}
      <div className="flex flex-wrap gap-2">
        {hours?.on === true && (
          <Button onPress={() => set(addInterval(hours, timeFormat))}>
            <Plus aria-hidden className="size-4" />
            Add hours
          </Button>
        )}
        <Button variant="quiet" onPress={onClose}>
          Done
        </Button>
      </div>
    </div>
  )
}
