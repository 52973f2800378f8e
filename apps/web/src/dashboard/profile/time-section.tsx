import { Section } from '../../ui/section.tsx'
import { Segments } from '../../ui/segments.tsx'
import { TimeZonePicker } from '../time-zone-picker.tsx'
import type { ProfileFieldsProps } from './profile-form.tsx'

const clocks = [
  { value: '12h', label: '9:30 pm' },
  { value: '24h', label: '21:30' },
] as const

const weekStarts = [
  { value: 'monday', label: 'Monday' },
  { value: 'saturday', label: 'Saturday' },
  { value: 'sunday', label: 'Sunday' },
] as const

/** How the dashboard shows times; guests see theirs. */
export function TimeSection({ draft, edit }: ProfileFieldsProps) {
  return (
    <Section title="Times" description="For you. Your guests see their own zone and clock.">
      <TimeZonePicker
        label="Time zone"
        name="timeZone"
        value={draft.timeZone}
        onChange={(timeZone) => edit({ timeZone })}
        timeFormat={draft.timeFormat}
      />
      <div className="flex flex-wrap gap-x-10 gap-y-5">
        <Segments
          label="Clock"
          choices={clocks}
          value={draft.timeFormat}
          onChange={(timeFormat) => edit({ timeFormat })}
        />
        <Segments
          label="Week starts on"
          choices={weekStarts}
          value={draft.weekStart}
          onChange={(weekStart) => edit({ weekStart })}
        />
      </div>
    </Section>
  )
}
