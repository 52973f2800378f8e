import type { CreateWorkflowInput, ErrorBody } from '@rendez/contract'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { fieldProblems } from '../../lib/read-api-error.ts'
import { focusFirstProblem } from '../../ui/focus-first-problem.ts'
import { Form } from '../../ui/form.tsx'
import { FormMessage } from '../../ui/form-message.tsx'
import { BackLink } from '../back-link.tsx'
import { SaveBar } from '../save-bar.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { UnsavedChangesGuard } from '../unsaved-changes-guard.tsx'
import { MessageFields } from './message-fields.tsx'
import { MomentFields } from './moment-fields.tsx'
import { isWorkflowChanged, readWorkflowDraft, type WorkflowDraft } from './workflow-draft.ts'
import { WorkflowPreview } from './workflow-preview.tsx'

type Props = {
  title: string
  initial: WorkflowDraft
  isNew?: boolean
  isSaving: boolean
  error: ErrorBody | null
  onSave: (input: CreateWorkflowInput) => void
  actions?: ReactNode
}

/** What every section of the editor gets. */
export type WorkflowFields = {
  draft: WorkflowDraft
  edit: (change: Partial<WorkflowDraft>) => void
}

/** When, to whom and what, with the message beside it as it will arrive. */
export function WorkflowEditor(props: Props) {
  const { title, initial, isNew = false, isSaving, error, onSave, actions } = props
  const [draft, setDraft] = useState(initial)
  useEffect(() => setDraft(initial), [initial])
  const form = useRef<HTMLFormElement>(null)
  const problems = error === null ? {} : fieldProblems(error)
  const isChanged = isWorkflowChanged(draft, initial)
  useEffect(() => {
    if (error !== null) focusFirstProblem(form.current)
  }, [error])
  const save = (event: FormEvent) => {
    event.preventDefault()
    onSave(readWorkflowDraft(draft))
  }
  const fields: WorkflowFields = {
    draft,
    edit: (change) => setDraft((now) => ({ ...now, ...change })),
  }
  return (
    <Form ref={form} onSubmit={save} problems={problems}>
      <BackLink to="/app/workflows">Workflows</BackLink>
      <PageHeader title={title} actions={actions} />
      <div className="editor-columns">
        <div className="grid min-w-0 gap-4">
          <FormMessage>
            {error === null || Object.keys(problems).length > 0 ? null : error.message}
          </FormMessage>
          <MomentFields {...fields} />
          <MessageFields {...fields} />
          <SaveBar
            isShown={isNew || isChanged}
            isSaving={isSaving}
            saveLabel={isNew ? 'Create' : 'Save'}
            {...(isNew ? {} : { onDiscard: () => setDraft(initial) })}
          />
        </div>
        <WorkflowPreview draft={draft} />
      </div>
      <UnsavedChangesGuard isChanged={isChanged} />
    </Form>
  )
}
