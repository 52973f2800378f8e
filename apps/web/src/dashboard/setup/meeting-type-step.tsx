import { useState } from 'react'
import { api } from '../../lib/api-client.ts'
import { Segments } from '../../ui/segments.tsx'
import { TextField } from '../../ui/text-field.tsx'
import {
  emptyMeetingType,
  readMeetingTypeDraft,
  renameMeetingType,
} from '../meeting-types/meeting-type-draft.ts'
import { PlaceChoice } from '../meeting-types/place-fields.tsx'
import { StepCard, type StepProps } from './step-card.tsx'
import { useStepProblems } from './use-step-problems.ts'

const durations = [
  { value: '15', label: '15 min' },
  { value: '30', label: '30 min' },
  { value: '45', label: '45 min' },
  { value: '60', label: '1 h' },
] as const

const firstMeetingType = renameMeetingType(emptyMeetingType, 'Intro call')

/** Something to book: what it is called, how long it takes, where. */
export function MeetingTypeStep({ onDone }: StepProps) {
  const [draft, setDraft] = useState(firstMeetingType)
  const utils = api.useUtils()
  const create = api.meetingTypes.create.useMutation({
    onSuccess: async ({ slug }) => {
      await utils.meetingTypes.list.invalidate()
      onDone(slug)
    },
  })
  const minutes =
    durations.find(({ value }) => value === String(draft.durationMinutes))?.value ?? '30'
  return (
    <StepCard
      title="What can people book?"
      lead="Your first meeting type. You can fine-tune it later."
      submitLabel="Finish"
      isSaving={create.isPending}
      {...useStepProblems(create.error)}
      onSubmit={() => create.mutate(readMeetingTypeDraft(draft))}
      onSkip={() => onDone()}
    >
      <TextField
        label="Name"
        name="name"
        value={draft.name}
        onChange={(name) => setDraft((now) => renameMeetingType(now, name))}
        isRequired
      />
      <Segments
        label="Duration"
        choices={durations}
        value={minutes}
        onChange={(value) => setDraft((now) => ({ ...now, durationMinutes: Number(value) }))}
      />
      <PlaceChoice draft={draft} edit={(change) => setDraft((now) => ({ ...now, ...change }))} />
    </StepCard>
  )
}
