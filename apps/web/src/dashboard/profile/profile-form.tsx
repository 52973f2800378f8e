import type { Profile } from '@rendez/contract'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { readApiError } from '../../lib/read-api-error.ts'
import { focusFirstProblem } from '../../ui/focus-first-problem.ts'
import { Form } from '../../ui/form.tsx'
import { FormMessage } from '../../ui/form-message.tsx'
import { notify } from '../../ui/notify.ts'
import { Section } from '../../ui/section.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { SaveBar } from '../save-bar.tsx'
import { UnsavedChangesGuard } from '../unsaved-changes-guard.tsx'
import { useProfile } from '../use-profile.ts'
import { TimeSection } from './time-section.tsx'
import { problemsOfProfile, useUpdateProfile } from './use-update-profile.ts'
import { UsernameField } from './username-field.tsx'

const draftOf = ({ displayName, username, bio, timeZone, timeFormat, weekStart }: Profile) => ({
  displayName,
  username,
  bio,
  timeZone,
  timeFormat,
  weekStart,
})

export type ProfileDraft = ReturnType<typeof draftOf>

export function ProfileForm() {
  const profile = useProfile()
  const [draft, setDraft] = useState(() => draftOf(profile))
  const update = useUpdateProfile(() => notify.success('Saved'))
  const form = useRef<HTMLFormElement>(null)
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(profile))
  const error = update.error === null ? null : readApiError(update.error)
  const problems = problemsOfProfile(error)
  const edit = (change: Partial<ProfileDraft>) => setDraft((now) => ({ ...now, ...change }))
  useEffect(() => {
    if (update.error !== null) focusFirstProblem(form.current)
  }, [update.error])
  const save = (event: FormEvent) => {
    event.preventDefault()
    update.mutate(draft, { onSuccess: (saved) => setDraft(draftOf(saved)) })
  }
  return (
    <Form ref={form} onSubmit={save} problems={problems}>
      <div className="grid grid-cols-1 gap-4">
        <FormMessage>
          {error === null || Object.keys(problems).length > 0 ? null : error.message}
        </FormMessage>
        <IdentitySection draft={draft} edit={edit} />
        <TimeSection draft={draft} edit={edit} />
      </div>
      <SaveBar
        isShown={isChanged}
        isSaving={update.isPending}
        onDiscard={() => setDraft(draftOf(profile))}
      />
      <UnsavedChangesGuard isChanged={isChanged} />
    </Form>
  )
}

export type ProfileFieldsProps = {
  draft: ProfileDraft
  edit: (change: Partial<ProfileDraft>) => void
}

function IdentitySection({ draft, edit }: ProfileFieldsProps) {
  return (
    <Section title="You">
      <TextField
        label="Name"
        name="displayName"
        autoComplete="name"
        value={draft.displayName}
        onChange={(displayName) => edit({ displayName })}
        isRequired
      />
      <UsernameField value={draft.username} onChange={(username) => edit({ username })} />
      <TextArea
        label="About you"
        name="bio"
        optional
        hint="Shown on your page."
        value={draft.bio}
        onChange={(bio) => edit({ bio })}
      />
    </Section>
  )
}
