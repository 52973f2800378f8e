import { localDate } from '@rendez/core'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatMonth } from '../../lib/format-time.ts'
import { addMonths, monthOfDate } from '../../lib/month.ts'
import type { View } from '../page-model.ts'
import type { SlotPicker } from './use-slot-picker.ts'

function MonthStep(props: {
  month: string
  label: string
  isOff: boolean
  onGo(month: string): void
  children: ReactNode
}) {
  const { month, label, isOff, onGo, children } = props
  return (
    <button
      type="submit"
      name="month"
      value={month}
      aria-label={label}
      title={label}
      aria-disabled={isOff}
      onClick={() => !isOff && onGo(month)}
      className="flex size-11 items-center justify-center rounded-control text-ink hover:bg-hover aria-disabled:cursor-default aria-disabled:text-line-strong aria-disabled:hover:bg-transparent"
    >
      {children}
    </button>
  )
}

function remark({ status, starts }: SlotPicker, hasSkipped: boolean): string {
  if (status === 'loading') return 'Looking for free times…'
  if (status === 'failed') return 'The times did not load.'
  if (status === 'refused') return 'No times are offered.'
  if (starts.firstDate === null) return 'No times this month'
  return hasSkipped ? 'Nothing free before this month' : 'Pick a day'
}

/** The month's name, read out when it changes, what there is to say of it, and the way to others. */
export function MonthHeading(props: { id: string; picker: SlotPicker; view: View; now: number }) {
  const { id, picker, view, now } = props
  const { month } = picker
  const thisMonth = monthOfDate(localDate(now, view.timeZone))
  const previous = addMonths(month, -1)
  const next = addMonths(month, 1)
  const isFirst = month <= thisMonth
  return (
    <div className="mb-2 flex items-center justify-between pl-2">
      <div aria-live="polite">
        <h2 id={id} className="text-lg">
          {formatMonth(month, view.locale)}
        </h2>
        <p className="text-muted text-sm">{remark(picker, picker.isFirstFree && !isFirst)}</p>
      </div>
      <div className="flex">
        <MonthStep
          month={previous}
          label={isFirst ? 'No earlier month' : `Back to ${formatMonth(previous, view.locale)}`}
          isOff={isFirst}
          onGo={picker.goToMonth}
        >
          <ChevronLeft aria-hidden className="size-5" />
        </MonthStep>
        <MonthStep
          month={next}
          label={picker.isLast ? 'No later times' : `On to ${formatMonth(next, view.locale)}`}
          isOff={picker.isLast}
          onGo={picker.goToMonth}
        >
          <ChevronRight aria-hidden className="size-5" />
        </MonthStep>
      </div>
    </div>
  )
}
