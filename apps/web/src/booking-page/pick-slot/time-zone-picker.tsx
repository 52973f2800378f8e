import { ChevronsUpDown, Globe } from 'lucide-react'
import { formatOffset } from '../../lib/format-offset.ts'
import { timeZoneCity } from '../../lib/time-zone-city.ts'
import { LinkForm } from '../parts/link-form.tsx'
import type { ViewControl } from '../visit/use-view.ts'
import { TimeZoneList } from './time-zone-list.tsx'
import { useTimeZoneCombobox } from './use-time-zone-combobox.ts'

const iconLook = 'pointer-events-none absolute top-1/2 size-4 -translate-y-1/2 text-muted'

function WithoutScript({ timeZone }: { timeZone: string }) {
  return (
    <noscript>
      <LinkForm className="flex items-end gap-2" without="timezone">
        <label className="flex-1">
          <span className="field-label">Time zone, such as Europe/Paris</span>
          <input name="timezone" defaultValue={timeZone} className="field-input" />
        </label>
        <button type="submit" className="button button-secondary">
          Show
        </button>
      </LinkForm>
    </noscript>
  )
}

/** The zone in which times are shown: a combobox that searches by city, name or offset. */
export function TimeZonePicker(props: {
  viewControl: ViewControl
  hostTimeZone: string
  now: number
}) {
  const { viewControl, hostTimeZone, now } = props
  const { timeZone } = viewControl.view
  const combobox = useTimeZoneCombobox(viewControl, hostTimeZone)
  const [city, offset] = [timeZoneCity(timeZone), formatOffset(timeZone, now)]
  const current = city === offset ? city : `${city} (${offset})`
  return (
    <div className="mt-3">
      <div className="relative noscript:hidden" ref={combobox.rootRef}>
        <label htmlFor={combobox.inputId} className="sr-only">
          Time zone
        </label>
        <Globe aria-hidden className={`left-3 ${iconLook}`} />
        <input
          id={combobox.inputId}
          type="text"
          autoComplete="off"
          spellCheck={false}
          placeholder="Search by city"
          value={combobox.isOpen ? combobox.query : current}
          {...combobox.inputProps}
          className="field-input border-line bg-transparent px-9 hover:bg-hover focus:bg-surface"
        />
        <ChevronsUpDown aria-hidden className={`right-3 ${iconLook}`} />
        {combobox.isOpen && <TimeZoneList combobox={combobox} current={timeZone} />}
      </div>
      <WithoutScript timeZone={timeZone} />
    </div>
  )
}
