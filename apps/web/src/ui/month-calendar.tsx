import { type CalendarDate, parseDate } from '@internationalized/date'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarHeading,
} from 'react-aria-components'

type Props = {
  label: string
  /** The date chosen, 'YYYY-MM-DD'. */
  value: string | null
  onChange: (date: string) => void
  /** The first date that can be chosen. */
  minDate: string
  firstDayOfWeek: 'mon' | 'sat' | 'sun'
  /** Dates that carry a mark, each with what the mark means. */
  marks?: ReadonlyMap<string, string>
  isUnavailable?: (date: string) => boolean
  onMonthChange?: (month: string) => void
}

/** One month to choose a date from. */
export function MonthCalendar(props: Props) {
  const { label, value, onChange, minDate, firstDayOfWeek, marks, isUnavailable } = props
  return (
    <Calendar
      aria-label={label}
      value={value === null ? null : parseDate(value)}
      onChange={(date) => onChange(date.toString())}
      minValue={parseDate(minDate)}
      firstDayOfWeek={firstDayOfWeek}
      onFocusChange={(date) => props.onMonthChange?.(date.toString().slice(0, 7))}
      isDateUnavailable={(date) => isUnavailable?.(date.toString()) ?? false}
      className="w-full max-w-80"
    >
      <header className="mb-2 flex items-center justify-between">
        <Button slot="previous" className="icon-button">
          <ChevronLeft aria-hidden className="size-5" />
        </Button>
        <CalendarHeading className="text-base font-semibold" />
        <Button slot="next" className="icon-button">
          <ChevronRight aria-hidden className="size-5" />
        </Button>
      </header>
      <CalendarGrid className="w-full border-separate border-spacing-0.5">
        <CalendarGridHeader>
          {(day) => (
            <CalendarHeaderCell className="pb-1 text-xs font-medium text-muted">
              {day}
            </CalendarHeaderCell>
          )}
        </CalendarGridHeader>
        <CalendarGridBody>
          {(date) => <Day date={date} mark={marks?.get(date.toString())} />}
        </CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  )
}

function Day({ date, mark }: { date: CalendarDate; mark: string | undefined }) {
  return (
    <CalendarCell date={date} className="calendar-day">
      {({ formattedDate }) => (
        <>
          {formattedDate}
          {mark !== undefined && <span className="calendar-mark" title={mark} />}
        </>
      )}
    </CalendarCell>
  )
}
