import type { Weekday } from '@rendez/core'
import { useRef } from 'react'
import type { WeekRanges } from './drag-hours.ts'
import { formatClock, type TimeFormat } from './format-hours.ts'
import { dayMinutes } from './minute-range.ts'
import { useDragHours } from './use-drag-hours.ts'
import { WeekGridDay } from './week-grid-day.tsx'
import { type WeekStart, weekdayName, weekdaysFrom } from './weekdays.ts'

type Props = {
  week: WeekRanges
  weekStart: WeekStart
  timeFormat: TimeFormat
  onChange: (week: WeekRanges) => void
}

const labelledHours = [0, 3, 6, 9, 12, 15, 18, 21]

const previousDay = (days: readonly Weekday[], index: number) =>
  days[(index + days.length - 1) % days.length]

/**
 * The week as a picture to draw on: pull over free hours to open them, pull an interval to move
 * it, its edge to resize it. The typed fields do the same from the keyboard.
 */
export function WeekGrid({ week, weekStart, timeFormat, onChange }: Props) {
  const days = weekdaysFrom(weekStart)
  const board = useRef<HTMLDivElement>(null)
  const { shown, pointerProps } = useDragHours({ week, days, board, onChange })
  return (
    <div aria-hidden className="week-grid">
      <div className="week-grid-days">
        {days.map((weekday) => (
          <span key={weekday}>{weekdayName(weekday, 'short')}</span>
        ))}
      </div>
      <div className="week-grid-hours">
        {labelledHours.map((hour) => (
          <span key={hour} style={{ top: `${(hour / 24) * 100}%` }}>
            {formatClock(hour * 60, timeFormat).replace(':00 ', ' ')}
          </span>
        ))}
      </div>
      <div ref={board} className="week-grid-board" {...pointerProps}>
        {days.map((weekday, index) => {
          const before = previousDay(days, index)
          return (
            <WeekGridDay
              key={weekday}
              ranges={shown[weekday]}
              fromNightBefore={
                before === undefined ? [] : shown[before].filter(({ end }) => end > dayMinutes)
              }
              timeFormat={timeFormat}
            />
          )
        })}
      </div>
    </div>
  )
}
