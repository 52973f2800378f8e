import { localDate } from '@rendez/core'
import { formatWeekday } from '../../lib/format-time.ts'
import { monthOfDate } from '../../lib/month.ts'
import type { View } from '../page-model.ts'
import { DayButton, type DayState } from './day-button.tsx'
import { monthWeeks } from './month-weeks.ts'
import { useDayFocus } from './use-day-focus.ts'
import type { SlotPicker } from './use-slot-picker.ts'

function Weekdays({ firstWeekday, locale }: View) {
  const weekdays = [0, 1, 2, 3, 4, 5, 6].map((index) => ((firstWeekday - 1 + index) % 7) + 1)
  return (
    <thead>
      <tr>
        {weekdays.map((weekday) => (
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
  const home = picker.date ?? (monthOfDate(today) === month ? today : `${month}-01`)
  const { tableRef, tabStop, onKeyDown, onFocusDay } = useDayFocus({
    month,
    home,
    firstMonth: monthOfDate(today),
    firstWeekday: view.firstWeekday,
    onMonth: picker.goToMonth,
  })
  const dayState = (date: string): DayState => ({
    date,
    count: status === 'loading' ? null : (starts.startsByDate.get(date)?.length ?? 0),
    isPast: date < today,
    isToday: date === today,
    isShown: date === picker.date,
    isTabStop: date === tabStop,
  })
  return (
    <table
      ref={tableRef}
      role="grid"
      aria-labelledby={labelledBy}
      aria-busy={status === 'loading'}
      onKeyDown={onKeyDown}
      className="w-full table-fixed border-separate border-spacing-1"
    >
      <Weekdays {...view} />
      <tbody className={status === 'loading' ? 'motion-safe:animate-pulse' : ''}>
        {monthWeeks(month, view.firstWeekday).map((week) => (
          <tr key={week.find((date) => date !== null)}>
            {week.map((date, index) =>
              date === null ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: a blank has nothing but its place
                <td key={index} className="p-0" />
              ) : (
                <td key={date} aria-selected={date === picker.date} className="p-0">
                  <DayButton
                    day={dayState(date)}
                    locale={view.locale}
                    onChoose={onChoose}
                    onFocus={onFocusDay}
                  />
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
