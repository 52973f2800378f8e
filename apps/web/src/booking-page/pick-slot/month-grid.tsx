import { localDate } from '@rendez/core'
import { formatWeekday } from '../../lib/format-time.ts'
import { monthOfDate } from '../../lib/month.ts'
import type { View } from '../page-model.ts'
import { DayButton, type DayState } from './day-button.tsx'
import { monthWeeks, weekdaysFrom } from './month-weeks.ts'
import { useDayFocus } from './use-day-focus.ts'
import type { SlotPicker } from './use-slot-picker.ts'

function Weekdays({ firstWeekday, locale }: View) {
  return (
    <thead>
      <tr>
        {weekdaysFrom(firstWeekday).map((weekday) => (
          <th
            key={weekday}
            scope="col"
            aria-label={formatWeekday(weekday, locale, 'long')}
            className="h-8 pb-1 text-center font-medium text-muted text-xs"
          >
            {formatWeekday(weekday, locale, 'short')}
          </th>
        ))}
      </tr>
    </thead>
  )
}

const cellProps = (isShown: boolean) => ({ role: 'gridcell', 'aria-selected': isShown })

/** The month as a grid of days with one tab stop, by the ARIA date-grid pattern. */
export function MonthGrid(props: {
  picker: SlotPicker
  view: View
  now: number
  labelledBy: string
  onChoose(date: string, byPointer: boolean): void
}) {
  const { picker, view, now, labelledBy, onChoose } = props
  const { month, status, starts } = picker
  const today = localDate(now, view.timeZone)
  const { gridProps, tabStop, onFocusDay } = useDayFocus({
    month,
    home: picker.date ?? (monthOfDate(today) === month ? today : `${month}-01`),
    firstMonth: monthOfDate(today),
    firstWeekday: view.firstWeekday,
    onMonth: picker.goToMonth,
  })
  const stateOf = (date: string): DayState => ({
    date,
    count: status === 'loading' ? null : (starts.startsByDate.get(date)?.length ?? 0),
    isPast: date < today,
    isToday: date === today,
    isShown: date === picker.date,
    isTabStop: date === tabStop,
  })
  const dayOf = (date: string) => (
    <DayButton day={stateOf(date)} locale={view.locale} onChoose={onChoose} onFocus={onFocusDay} />
  )
  return (
    <table
      {...gridProps}
      aria-labelledby={labelledBy}
      aria-busy={status === 'loading'}
      className="w-full table-fixed border-separate border-spacing-1"
    >
      <Weekdays {...view} />
      <tbody className={status === 'loading' ? 'motion-safe:animate-pulse' : ''}>
        {monthWeeks(month, view.firstWeekday).map((week) => (
          <tr key={week.find(({ date }) => date !== null)?.date}>
            {week.map(({ weekday, date }) => (
              <td
                key={weekday}
                {...cellProps(date !== null && date === picker.date)}
                className="p-0"
              >
                {date !== null && dayOf(date)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
