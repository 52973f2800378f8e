import { api } from '../../lib/api-client.ts'
import { NumberField } from '../../ui/number-field.tsx'
import { Section } from '../../ui/section.tsx'
import { Select } from '../../ui/select.tsx'
import type { EditorFields } from './editor-fields.ts'
import { minuteChoices } from './minute-choices.ts'
import type { NoticeUnit } from './notice-period.ts'

const usualBuffers = [0, 5, 10, 15, 20, 30, 45, 60, 90, 120]
const byDefault = 'default'

const units: readonly { value: NoticeUnit; label: string }[] = [
  { value: 'minutes', label: 'minutes' },
  { value: 'hours', label: 'hours' },
  { value: 'days', label: 'days' },
]

/** In which hours, how much air around it, and how soon at the earliest. */
export function AvailabilityFields({ draft, edit }: EditorFields) {
  return (
    <Section title="Availability" description="When it can be booked, within your hours.">
      <ScheduleField draft={draft} edit={edit} />
      <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
        <Select
          label="Buffer before"
          name="bufferBeforeMinutes"
          choices={minuteChoices(usualBuffers, draft.bufferBeforeMinutes)}
          value={String(draft.bufferBeforeMinutes)}
          onChange={(minutes) => edit({ bufferBeforeMinutes: Number(minutes) })}
        />
        <Select
          label="Buffer after"
          name="bufferAfterMinutes"
          choices={minuteChoices(usualBuffers, draft.bufferAfterMinutes)}
          value={String(draft.bufferAfterMinutes)}
          onChange={(minutes) => edit({ bufferAfterMinutes: Number(minutes) })}
        />
      </div>
      <NoticeField draft={draft} edit={edit} />
    </Section>
  )
}

function ScheduleField({ draft, edit }: EditorFields) {
  const { data: schedules = [] } = api.schedules.list.useQuery()
  const defaultName = schedules.find(({ isDefault }) => isDefault)?.name
  const choices = [
    {
      value: byDefault,
      label: `Default schedule${defaultName === undefined ? '' : ` (${defaultName})`}`,
    },
    ...schedules.map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <Select
      label="Schedule"
      name="scheduleId"
      choices={choices}
      value={draft.scheduleId ?? byDefault}
      onChange={(id) => edit({ scheduleId: id === byDefault ? null : id })}
    />
  )
}

function NoticeField({ draft, edit }: EditorFields) {
  const { notice } = draft
  return (
    <div className="grid grid-cols-2 items-start gap-x-5">
      <NumberField
        label="Minimum notice"
        name="minimumNoticeMinutes"
        minValue={0}
        value={notice.amount}
        onChange={(amount) => edit({ notice: { ...notice, amount } })}
      />
      <Select
        label="Unit of the minimum notice"
        labelHidden
        className="pt-[1.6875rem]"
        choices={units}
        value={notice.unit}
        onChange={(unit) => edit({ notice: { ...notice, unit } })}
      />
    </div>
  )
}
