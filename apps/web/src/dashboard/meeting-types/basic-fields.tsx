import { NumberField } from '../../ui/number-field.tsx'
import { Section } from '../../ui/section.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { publicLink, readableLink } from '../public-link.ts'
import { useProfile } from '../use-profile.ts'
import { ColorField } from './color-field.tsx'
import type { EditorFields } from './editor-fields.ts'
import { type MeetingTypeDraft, renameMeetingType } from './meeting-type-draft.ts'
import { formatMinutes, minuteChoices } from './minute-choices.ts'

type Props = EditorFields & {
  setDraft: (change: (draft: MeetingTypeDraft) => MeetingTypeDraft) => void
}

const sameAsDuration = 'duration'
const usualSteps = [5, 10, 15, 20, 30, 45, 60, 90, 120]

/** Name, link, description, colour; how long, and how often it can begin. */
export function BasicFields({ draft, edit, setDraft }: Props) {
  const { username } = useProfile()
  return (
    <Section title="Basics">
      <TextField
        label="Name"
        name="name"
        value={draft.name}
        onChange={(name) => setDraft((now) => renameMeetingType(now, name))}
        placeholder="Intro call"
        isRequired
      />
      <TextField
        label="Link"
        name="slug"
        prefix={`${readableLink(publicLink(username))}/`}
        value={draft.slug}
        onChange={(slug) => edit({ slug, slugFollowsName: false })}
        isRequired
      />
      <TextArea
        label="Description"
        name="description"
        optional
        value={draft.description}
        onChange={(description) => edit({ description })}
        placeholder="What this meeting is about, and how to prepare"
      />
      <DurationFields draft={draft} edit={edit} />
      <ColorField value={draft.color} onChange={(color) => edit({ color })} />
    </Section>
  )
}

function DurationFields({ draft, edit }: EditorFields) {
  const { durationMinutes, stepMinutes } = draft
  const steps = [
    { value: sameAsDuration, label: `Every ${formatMinutes(durationMinutes)}, as it lasts` },
    ...minuteChoices(usualSteps, stepMinutes ?? 15).map((choice) => ({
      ...choice,
      label: `Every ${choice.label}`,
    })),
  ]
  return (
    <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
      <NumberField
        label="Duration"
        name="durationMinutes"
        unit="minutes"
        value={durationMinutes}
        onChange={(minutes) => edit({ durationMinutes: minutes })}
        minValue={5}
        maxValue={720}
      />
      <Select
        label="Start times"
        name="stepMinutes"
        choices={steps}
        value={stepMinutes === null ? sameAsDuration : String(stepMinutes)}
        onChange={(step) => edit({ stepMinutes: step === sameAsDuration ? null : Number(step) })}
      />
    </div>
  )
}
