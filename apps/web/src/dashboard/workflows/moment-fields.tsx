import type { WorkflowTrigger } from '@rendez/contract'
import { api } from '../../lib/api-client.ts'
import { NumberField } from '../../ui/number-field.tsx'
import { Section } from '../../ui/section.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { NoticeUnit } from '../meeting-types/notice-period.ts'
import type { WorkflowFields } from './workflow-editor.tsx'

const triggers: readonly { value: WorkflowTrigger; label: string }[] = [
  { value: 'booked', label: 'after it is booked' },
  { value: 'moved', label: 'after it is moved' },
  { value: 'cancelled', label: 'after it is cancelled' },
  { value: 'before_start', label: 'before the start' },
  { value: 'after_end', label: 'after the end' },
]

const units: readonly { value: NoticeUnit; label: string }[] = [
  { value: 'minutes', label: 'minutes' },
  { value: 'hours', label: 'hours' },
  { value: 'days', label: 'days' },
]

/** What it is called, for which meeting type, and when it sends. */
export function MomentFields({ draft, edit }: WorkflowFields) {
  const { data: meetingTypes = [] } = api.meetingTypes.list.useQuery()
  return (
    <Section title="When">
      <TextField
        label="Name"
        name="name"
        hint="Only you see it."
        placeholder="How to prepare"
        value={draft.name}
        onChange={(name) => edit({ name })}
        isRequired
      />
      <Select
        label="Meeting type"
        name="meetingTypeId"
        choices={meetingTypes.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.meetingTypeId}
        onChange={(meetingTypeId) => edit({ meetingTypeId })}
      />
      <OffsetFields draft={draft} edit={edit} />
      <Switch isSelected={draft.active} onChange={(active) => edit({ active })}>
        <span>
          <span className="block font-medium">On</span>
          <span className="block text-sm text-muted">
            Also for meetings that are booked already, as far as the time is still to come.
          </span>
        </span>
      </Switch>
    </Section>
  )
}

function OffsetFields({ draft, edit }: WorkflowFields) {
  const { offset, trigger } = draft
  return (
    <div className="grid grid-cols-2 items-start gap-x-5 gap-y-3 sm:grid-cols-[1fr_1fr_2fr]">
      <NumberField
        label="Send it"
        name="offsetMinutes"
        minValue={0}
        value={offset.amount}
        onChange={(amount) => edit({ offset: { ...offset, amount } })}
      />
      <Select
        label="Unit of the time"
        labelHidden
        className="pt-[1.6875rem]"
        choices={units}
        value={offset.unit}
        onChange={(unit) => edit({ offset: { ...offset, unit } })}
      />
      <Select
        label="From when the time counts"
        labelHidden
        className="col-span-2 sm:col-span-1 sm:pt-[1.6875rem]"
        choices={triggers}
        value={trigger}
        onChange={(next) => edit({ trigger: next })}
      />
    </div>
  )
}
