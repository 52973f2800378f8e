import { useProfile } from '../use-profile.ts'
import { rangesOf } from './day-hours.ts'
import { setWeekRanges } from './schedule-draft.ts'
import type { ScheduleFieldsProps } from './schedule-fields.ts'
import { WeekFields } from './week-fields.tsx'
import { WeekGrid } from './week-grid.tsx'
import { eachWeekday } from './weekdays.ts'

/** The hours of a usual week: typed on the one side, drawn on the other. */
export function WeekSection({ draft, setDraft }: ScheduleFieldsProps) {
  const { timeFormat, weekStart } = useProfile()
  return (
    <section className="card schedule-columns p-5 sm:p-6">
      <div>
        <h2 className="text-base">Weekly hours</h2>
        <p className="mt-0.5 mb-3 text-sm text-muted">
          Type them as you say them, such as 9-12:30 or 9am-5pm; 22-26 runs past midnight.
        </p>
        <WeekFields week={draft.week} onChange={(change) => setDraft((now) => change(now))} />
      </div>
      <div className="max-lg:hidden">
        <WeekGrid
          week={eachWeekday((weekday) => rangesOf(draft.week[weekday]))}
          weekStart={weekStart}
          timeFormat={timeFormat}
          onChange={(week) => setDraft((now) => setWeekRanges(now, week, timeFormat))}
        />
      </div>
    </section>
  )
}
