import { useId, useRef } from 'react'
import { LinkForm } from '../parts/link-form.tsx'
import type { ViewControl } from '../visit/use-view.ts'
import { ClockSwitch } from './clock-switch.tsx'
import { MonthGrid } from './month-grid.tsx'
import { MonthHeading } from './month-heading.tsx'
import { TimeZonePicker } from './time-zone-picker.tsx'
import { TimesPanel } from './times-panel.tsx'
import type { SlotPicker as Picker } from './use-slot-picker.ts'

/** Where the times stand below the month, they come into view when a day is tapped. */
function bringIntoView(panel: HTMLElement | null): void {
  if (panel === null || panel.getBoundingClientRect().top < window.innerHeight * 0.5) return
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  panel.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' })
}

/** Month, zone and the day's times. */
export function SlotPicker(props: {
  picker: Picker
  viewControl: ViewControl
  hostTimeZone: string
  now: number
  startIsGone: boolean
  onNext(): void
}) {
  const { picker, viewControl, hostTimeZone, now, startIsGone, onNext } = props
  const { view } = viewControl
  const monthId = useId()
  const timesRef = useRef<HTMLElement>(null)
  const chooseDate = (date: string, byPointer: boolean) => {
    picker.chooseDate(date)
    if (byPointer) requestAnimationFrame(() => bringIntoView(timesRef.current))
  }
  return (
    <div className="grid gap-6 md:grid-cols-[minmax(0,1fr)_14rem] md:gap-8">
      <div>
        <LinkForm className="min-h-[23.5rem]">
          <MonthHeading id={monthId} picker={picker} view={view} now={now} />
          <MonthGrid
            picker={picker}
            view={view}
            now={now}
            labelledBy={monthId}
            onChoose={chooseDate}
          />
        </LinkForm>
        <TimeZonePicker viewControl={viewControl} hostTimeZone={hostTimeZone} now={now} />
      </div>
      <TimesPanel
        ref={timesRef}
        picker={picker}
        view={view}
        startIsGone={startIsGone}
        clockSwitch={
          <ClockSwitch value={view.timeFormat} onChange={viewControl.chooseTimeFormat} />
        }
        onNext={onNext}
      />
    </div>
  )
}
