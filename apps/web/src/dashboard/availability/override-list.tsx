import { Pencil, Trash2 } from 'lucide-react'
import { formatDay } from '../../lib/format-time.ts'
import { catchFocus, focusFallback } from '../../ui/catch-focus.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { locale } from '../locale.ts'
import { useProfile } from '../use-profile.ts'
import { rangesOf } from './day-hours.ts'
import { formatHours } from './format-hours.ts'
import { type OverrideDraft, setOverride } from './schedule-draft.ts'
import type { ScheduleFieldsProps } from './schedule-fields.ts'

type Props = {
  overrides: readonly OverrideDraft[]
  /** The date that is open beside the list, left out of it. */
  chosen: string | null
  onChoose: (date: string) => void
  setDraft: ScheduleFieldsProps['setDraft']
}

const nameOf = (date: string) =>
  formatDay(Date.parse(`${date}T12:00:00Z`), { locale, timeZone: 'UTC' })

/** The dates to come that have other hours. */
export function OverrideList({ overrides, chosen, onChoose, setDraft }: Props) {
  const { timeFormat } = useProfile()
  const others = overrides.filter(({ date }) => date !== chosen)
  if (others.length === 0) {
    return chosen === null ? (
      <p className="text-muted">No such dates yet. Pick one in the calendar.</p>
    ) : null
  }
  return (
    <ul className="divide-y divide-line">
      {others.map(({ date, hours }) => {
        const ranges = rangesOf(hours).map((range) => formatHours(range, timeFormat))
        return (
          <li key={date} className="flex items-center gap-1 py-2">
            <div className="min-w-0 flex-1">
              <p className="font-medium">{nameOf(date)}</p>
              <p className="tabular text-sm text-muted">
                {ranges.length === 0 ? 'Unavailable' : ranges.join(', ')}
              </p>
            </div>
            <IconButton
              icon={Pencil}
              label={`Edit ${nameOf(date)}`}
              onPress={() => onChoose(date)}
            />
            <IconButton
              icon={Trash2}
              label={`Remove ${nameOf(date)}`}
              onPress={() => {
                setDraft((now) => setOverride(now, date, null))
                catchFocus(focusFallback)
              }}
            />
          </li>
        )
      })}
    </ul>
  )
}
