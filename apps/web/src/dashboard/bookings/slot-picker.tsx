import { localDate } from '@rendez/core'
import { useState } from 'react'
import { formatDate } from '../../lib/format-time.ts'
import { monthOfDate } from '../../lib/month.ts'
import { readApiError } from '../../lib/read-api-error.ts'
import { timeZoneCity } from '../../lib/time-zone-city.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { MonthCalendar } from '../../ui/month-calendar.tsx'
import { calendarWeekStart } from '../calendar-week-start.ts'
import { useNow } from '../use-now.ts'
import { useProfile, useTimeView } from '../use-profile.ts'
import { FreeTimes } from './free-times.tsx'
import { useFreeSlots } from './use-free-slots.ts'

const deleted = 'This meeting type is deleted.'

type Props = {
  meetingTypeId: string
  /** The start chosen, an instant. */
  value: string | null
  onChange: (startTime: string | null) => void
}

/** A free time of a meeting type, by date, in the host's zone. */
export function SlotPicker({ meetingTypeId, value, onChange }: Props) {
  const { weekStart } = useProfile()
  const { timeZone, locale } = useTimeView()
  const today = localDate(useNow(), timeZone)
  const [month, setMonth] = useState(monthOfDate(today))
  const [date, setDate] = useState<string | null>(null)
  const { slots, byDate } = useFreeSlots(meetingTypeId, month, timeZone)
  if (slots.isError) {
    const { code, message } = readApiError(slots.error)
    const isDeleted = code === 'NOT_FOUND'
    return <ErrorState title="No times to show" message={isDeleted ? deleted : message} />
  }
  return (
    <div className="grid grid-cols-1 gap-6 sm:grid-cols-[20rem_minmax(0,1fr)]">
      <MonthCalendar
        label="Date"
        value={date}
        onChange={(next) => {
          setDate(next)
          onChange(null)
        }}
        minDate={today}
        firstDayOfWeek={calendarWeekStart(weekStart)}
        onMonthChange={setMonth}
        isUnavailable={(day) => slots.isSuccess && monthOfDate(day) === month && !byDate.has(day)}
      />
      <div>
        <h3 className="text-base">{date === null ? 'Pick a date' : formatDate(date, locale)}</h3>
        <p className="mb-3 text-sm text-muted">Times in {timeZoneCity(timeZone)}</p>
        {date !== null && (
          <FreeTimes
            starts={byDate.get(date) ?? []}
            isPending={slots.isPending}
            value={value}
            onChange={onChange}
          />
        )}
      </div>
    </div>
  )
}
