import type { CreateMeetingTypeInput, ErrorBody } from '@rendez/contract'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { fieldProblems } from '../../lib/read-api-error.ts'
import { focusFirstProblem } from '../../ui/focus-first-problem.ts'
import { Form } from '../../ui/form.tsx'
import { FormMessage } from '../../ui/form-message.tsx'
import { BackLink } from '../back-link.tsx'
import { SaveBar } from '../save-bar.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { UnsavedChangesGuard } from '../unsaved-changes-guard.tsx'
import { AvailabilityFields } from './availability-fields.tsx'
import { BasicFields } from './basic-fields.tsx'
import { BookingWindowFields } from './booking-window-fields.tsx'
import {
  isMeetingTypeChanged,
  type MeetingTypeDraft,
  readMeetingTypeDraft,
} from './meeting-type-draft.ts'
import { MeetingTypePreview } from './meeting-type-preview.tsx'
import { PlaceFields } from './place-fields.tsx'
import { ReminderFields } from './reminder-fields.tsx'
import { VisibilityFields } from './visibility-fields.tsx'

type Props = {
  title: string
  initial: MeetingTypeDraft
  isNew?: boolean
  isSaving: boolean
  error: ErrorBody | null
  onSave: (input: CreateMeetingTypeInput) => void
  actions?: ReactNode
}

/** A refused link is a problem of its field, wherever the server says it. */
function problemsOf(error: ErrorBody | null): Record<string, string> {
  if (error === null) return {}
  return {
    ...(error.code === 'SLUG_TAKEN' ? { slug: error.message } : {}),
    ...fieldProblems(error),
  }
}

function useDraft(initial: MeetingTypeDraft) {
  const [draft, setDraft] = useState(initial)
  useEffect(() => setDraft(initial), [initial])
  const edit = (change: Partial<MeetingTypeDraft>) => setDraft((now) => ({ ...now, ...change }))
  return { draft, setDraft, edit }
}

/** Everything about one meeting type, in sections, with what guests will see beside it. */
export function MeetingTypeEditor(props: Props) {
  const { title, initial, isNew = false, isSaving, error, onSave, actions } = props
  const { draft, setDraft, edit } = useDraft(initial)
  const form = useRef<HTMLFormElement>(null)
  const problems = problemsOf(error)
  const isChanged = isMeetingTypeChanged(draft, initial)
  useEffect(() => {
    if (error !== null) focusFirstProblem(form.current)
  }, [error])
  const save = (event: FormEvent) => {
    event.preventDefault()
    onSave(readMeetingTypeDraft(draft))
  }
  const fields = { draft, edit }
  return (
    <Form ref={form} onSubmit={save} problems={problems}>
      <BackLink to="/app/meeting-types">Meeting types</BackLink>
      <PageHeader title={title} actions={actions} />
      <div className="editor-columns">
        <div className="grid min-w-0 gap-4">
          <FormMessage>
            {error === null || Object.keys(problems).length > 0 ? null : error.message}
          </FormMessage>
          <BasicFields {...fields} setDraft={setDraft} />
          <PlaceFields {...fields} />
          <AvailabilityFields {...fields} />
          <BookingWindowFields {...fields} />
          <ReminderFields {...fields} />
          <VisibilityFields {...fields} />
          <SaveBar
            isShown={isNew || isChanged}
            isSaving={isSaving}
            saveLabel={isNew ? 'Create' : 'Save'}
            {...(isNew ? {} : { onDiscard: () => setDraft(initial) })}
          />
        </div>
        <MeetingTypePreview draft={draft} />
      </div>
      <UnsavedChangesGuard isChanged={isChanged} />
    </Form>
  )
}
