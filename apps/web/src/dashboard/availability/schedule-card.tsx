import type { Schedule } from '@rendez/contract'
import { Link } from '@tanstack/react-router'
import { Globe } from 'lucide-react'
import { formatTime } from '../../lib/format-time.ts'
import { timeZoneCity } from '../../lib/time-zone-city.ts'
import { locale } from '../locale.ts'
import { useNow } from '../use-now.ts'
import { useProfile } from '../use-profile.ts'
import { ScheduleMenu } from './schedule-menu.tsx'
import { summariseWeek } from './summarise-week.ts'

const usedBy = (count: number) =>
  count === 1 ? 'Used by 1 meeting type' : `Used by ${count === 0 ? 'no' : count} meeting types`

/** One schedule at a glance. */
export function ScheduleCard({ schedule }: { schedule: Schedule }) {
  return (
    <li className="card flex min-h-44 flex-col p-5">
      <div className="flex items-start gap-2">
        <h2 className="min-w-0 flex-1 text-lg break-words">
          <Link
            to="/app/availability/$scheduleId"
            params={{ scheduleId: schedule.id }}
            className="rounded-control hover:underline"
          >
            {schedule.name}
          </Link>
          {schedule.isDefault && <span className="badge ml-2.5 align-middle">Default</span>}
        </h2>
        <div className="-mt-1.5 -mr-2.5">
          <ScheduleMenu schedule={schedule} />
        </div>
      </div>
      <WeekSummary schedule={schedule} />
      <p className="mt-auto pt-4 text-sm text-muted">{usedBy(schedule.meetingTypeCount)}</p>
    </li>
  )
}

function WeekSummary({ schedule }: { schedule: Schedule }) {
  const { weekStart, timeFormat } = useProfile()
  const now = useNow()
  const { timeZone, weeklyHours } = schedule
  const lines = summariseWeek(weeklyHours, weekStart, timeFormat)
  return (
    <>
      <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
        {lines.map(({ days, hours }) => (
          <div key={days} className="contents">
            <dt className="text-muted">{days}</dt>
            <dd className="tabular">{hours}</dd>
          </div>
        ))}
      </dl>
      {lines.length === 0 && <p className="mt-2 text-sm text-muted">No weekly hours</p>}
      <p className="mt-3 flex items-center gap-1.5 text-sm text-muted">
        <Globe aria-hidden className="size-4" />
        {timeZoneCity(timeZone)}, now {formatTime(now, { locale, timeZone, timeFormat })}
      </p>
    </>
  )
}
