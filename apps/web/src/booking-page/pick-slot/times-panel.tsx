import { localDate } from '@rendez/core'
import { type Ref, useId } from 'react'
import { formatDate, formatMonth, formatShortDate } from '../../lib/format-time.ts'
import { monthOfDate } from '../../lib/month.ts'
import { timeZoneLabel } from '../../lib/time-zone-label.ts'
import type { View } from '../page-model.ts'
import { LinkForm } from '../parts/link-form.tsx'
import { Notice } from '../parts/notice.tsx'
import { TimesOfDay } from './times-of-day.tsx'
import type { SlotPicker } from './use-slot-picker.ts'

function Skeleton() {
  return (
    <div aria-hidden className="grid grid-cols-2 gap-2 md:grid-cols-1">
      {[1, 2, 3, 4, 5, 6].map((row) => (
        <div key={row} className="skeleton h-11" />
      ))}
    </div>
  )
}

function LoadFailure({ onRetry }: { onRetry(): void }) {
  return (
    <div role="alert" className="text-sm">
      <p className="mb-3">The free times did not load. Is your connection working?</p>
      <button type="button" onClick={onRetry} className="button button-secondary w-full">
        Try again
      </button>
    </div>
  )
}

/** What stands where the times would be when a month has none. */
function EmptyMonth({ picker, view }: { picker: SlotPicker; view: View }) {
  const { nextStart } = picker.starts
  if (nextStart === null) {
    return <p className="text-muted text-sm">There are no free times from this month on.</p>
  }
  const date = localDate(nextStart, view.timeZone)
  return (
    <div className="text-sm">
      <p className="mb-3 text-muted">
        Nothing is free in {formatMonth(picker.month, view.locale)}. The next free day is{' '}
        {formatDate(date, view.locale)}.
      </p>
      <button
        type="submit"
        name="month"
        value={monthOfDate(date)}
        onClick={() => picker.goToMonth(monthOfDate(date))}
        className="button button-secondary w-full"
      >
        Go to {formatMonth(monthOfDate(date), view.locale)}
      </button>
    </div>
  )
}

function Body(props: { picker: SlotPicker; view: View; onNext(): void }) {
  const { picker, view, onNext } = props
  const { date, starts } = picker
  if (picker.status === 'loading') return <Skeleton />
  if (picker.status === 'failed') return <LoadFailure onRetry={picker.refresh} />
  if (picker.status === 'refused') {
    return <p className="text-sm">This meeting takes no bookings at the moment.</p>
  }
  if (starts.firstDate === null || date === null) return <EmptyMonth picker={picker} view={view} />
  const times = starts.startsByDate.get(date) ?? []
  if (times.length === 0) {
    return <p className="text-muted text-sm">No free times on this day. Pick another one.</p>
  }
  return (
    <TimesOfDay
      starts={times}
      chosen={picker.start}
      view={view}
      label={`Times on ${formatDate(date, view.locale)}, ${timeZoneLabel(view.timeZone)}`}
      onChoose={picker.chooseStart}
      onNext={onNext}
    />
  )
}

/** The day's times beside the month; on a phone below it, its day staying in sight. */
export function TimesPanel(props: {
  ref: Ref<HTMLElement>
  picker: SlotPicker
  view: View
  startIsGone: boolean
  clockSwitch: React.ReactNode
  onNext(): void
}) {
  const { ref, picker, view, startIsGone, clockSwitch, onNext } = props
  const headingId = useId()
  const { date, starts, status } = picker
  const hasDay = status === 'ready' && date !== null && starts.firstDate !== null
  const count = date === null ? 0 : (starts.startsByDate.get(date)?.length ?? 0)
  return (
    <section ref={ref} aria-labelledby={headingId} className="scroll-mt-2 md:flex md:flex-col">
      <div className="sticky top-0 z-10 mb-3 flex min-h-11 items-center justify-between gap-2 bg-surface py-1 md:static md:py-0">
        <h2 id={headingId} className="text-base">
          {hasDay ? formatShortDate(date, view.locale) : 'Times'}
        </h2>
        {clockSwitch}
      </div>
      <p role="status" className="sr-only">
        {hasDay &&
          picker.dateIsChosen &&
          `${count} ${count === 1 ? 'time' : 'times'} on ${formatDate(date, view.locale)}`}
      </p>
      {startIsGone && (
        <div className="mb-3">
          <Notice kind="warning" role="alert">
            {count > 0 ? 'That time is not free. These are:' : 'That time is not free.'}
          </Notice>
        </div>
      )}
      <LinkForm className="md:relative md:min-h-0 md:flex-1">
        <div className="md:absolute md:inset-0 md:-mx-1 md:-mr-3 md:overflow-y-auto md:px-1 md:pt-1 md:pr-3 md:pb-6 md:[mask-image:linear-gradient(to_top,transparent,black_2rem)]">
          <Body picker={picker} view={view} onNext={onNext} />
        </div>
      </LinkForm>
    </section>
  )
}
