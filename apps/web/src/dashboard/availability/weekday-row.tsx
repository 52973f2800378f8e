import type { Weekday } from '@rendez/core'
import { Plus } from 'lucide-react'
import { IconButton } from '../../ui/icon-button.tsx'
import { Switch } from '../../ui/switch.tsx'
import { useProfile } from '../use-profile.ts'
import { CopyDayMenu } from './copy-day-menu.tsx'
import { addInterval, canAddInterval, type DayHours, switchDay } from './day-hours.ts'
import { HoursFields } from './hours-fields.tsx'
import { weekdayName } from './weekdays.ts'

type Props = {
  weekday: Weekday
  day: DayHours
  onChange: (day: DayHours) => void
  onCopy: (to: readonly Weekday[]) => void
}

/** One day: open or not, its intervals, one more, and the same for other days. */
export function WeekdayRow({ weekday, day, onChange, onCopy }: Props) {
  const { timeFormat } = useProfile()
  const name = weekdayName(weekday)
  return (
    <li className="weekday-row hours-home" aria-label={name}>
      <Switch
        className="weekday-row-switch"
        isSelected={day.on}
        onChange={(on) => onChange(switchDay(day, on, timeFormat))}
      >
        {name}
      </Switch>
      <div className="weekday-row-hours">
        {day.on ? (
          <HoursFields label={name} day={day} onChange={onChange} />
        ) : (
          <p className="flex min-h-(--control-height) items-center text-muted max-sm:sr-only">
            Unavailable
          </p>
        )}
      </div>
      <div className="weekday-row-actions">
        <IconButton
          icon={Plus}
          label={`Add hours on ${name}`}
          isDisabled={!canAddInterval(day)}
          onPress={() => onChange(addInterval(day, timeFormat))}
        />
        <CopyDayMenu from={weekday} onCopy={onCopy} />
      </div>
    </li>
  )
}
