import { localDate } from '@rendez/core'
import { useState } from 'react'
import { MonthCalendar } from '../../ui/month-calendar.tsx'
import { Section } from '../../ui/section.tsx'
import { calendarWeekStart } from '../calendar-week-start.ts'
import { useNow } from '../use-now.ts'
import { useProfile } from '../use-profile.ts'
import { rangesOf } from './day-hours.ts'
import { OverrideEditor } from './override-editor.tsx'
import { OverrideList } from './override-list.tsx'
import type { ScheduleFieldsProps } from './schedule-fields.ts'

/** Dates on which the week does not hold: other hours, or none. */
export function DateOverridesSection({ draft, setDraft }: ScheduleFieldsProps) {
  const { weekStart } = useProfile()
  const [date, setDate] = useState<string | null>(null)
  const today = localDate(useNow(), draft.timeZone)
  const coming = draft.overrides.filter((override) => override.date >= today)
  const marks = new Map(
    coming.map(({ date, hours }) => [
      date,
      rangesOf(hours).length > 0 ? 'Other hours' : 'Unavailable',
    ]),
  )
  return (
    <Section
      title="Dates with other hours"
      description="Holidays, a trade fair, an early Friday: pick a date and say what holds on it."
    >
      <div className="grid grid-cols-1 items-start gap-8 md:grid-cols-[20rem_minmax(0,1fr)]">
        <MonthCalendar
          label="Date with other hours"
          value={date}
          onChange={setDate}
          minDate={today}
          firstDayOfWeek={calendarWeekStart(weekStart)}
          marks={marks}
        />
        <div className="grid grid-cols-1 gap-6">
          {date !== null && (
            <OverrideEditor
              key={date}
              date={date}
              draft={draft}
              setDraft={setDraft}
              onClose={() => setDate(null)}
            />
          )}
          <OverrideList overrides={coming} chosen={date} onChoose={setDate} setDraft={setDraft} />
        </div>
      </div>
    </Section>
  )
}
