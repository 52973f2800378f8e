import { Section } from '../../ui/section.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { TimeZonePicker } from '../time-zone-picker.tsx'
import { useProfile } from '../use-profile.ts'
import type { ScheduleFieldsProps } from './schedule-fields.ts'

/** What the schedule is called, and whose clocks its hours are read from. */
export function ScheduleNameSection({ draft, setDraft }: ScheduleFieldsProps) {
  const { timeFormat } = useProfile()
  return (
    <Section title="Name and zone">
      <div className="grid grid-cols-1 items-start gap-5 sm:grid-cols-2">
        <TextField
          label="Name"
          name="name"
          value={draft.name}
          onChange={(name) => setDraft((now) => ({ ...now, name }))}
          isRequired
        />
        <TimeZonePicker
          label="Time zone of the hours"
          name="timeZone"
          value={draft.timeZone}
          onChange={(timeZone) => setDraft((now) => ({ ...now, timeZone }))}
          timeFormat={timeFormat}
        />
      </div>
    </Section>
  )
}
