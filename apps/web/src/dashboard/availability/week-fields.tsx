import { useProfile } from '../use-profile.ts'
import { copyDay, type ScheduleDraft, setDay } from './schedule-draft.ts'
import { WeekdayRow } from './weekday-row.tsx'
import { weekdaysFrom } from './weekdays.ts'

type Props = {
  week: ScheduleDraft['week']
  onChange: (change: (draft: ScheduleDraft) => ScheduleDraft) => void
}

/** A row for each day of the week. */
export function WeekFields({ week, onChange }: Props) {
  const { weekStart, timeFormat } = useProfile()
  return (
    <ul className="divide-y divide-line">
      {weekdaysFrom(weekStart).map((weekday) => (
        <WeekdayRow
          key={weekday}
          weekday={weekday}
          day={week[weekday]}
          onChange={(day) => onChange((draft) => setDay(draft, weekday, day))}
          onCopy={(to) => onChange((draft) => copyDay(draft, weekday, to, timeFormat))}
        />
      ))}
    </ul>
  )
}
