import type { Workflow } from '@rendez/contract'
import { useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { api } from '../../lib/api-client.ts'
import { readApiError } from '../../lib/read-api-error.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { notify } from '../../ui/notify.ts'
import { EditorSkeleton } from '../meeting-types/editor-skeleton.tsx'
import { DeleteWorkflow } from './delete-workflow.tsx'
import { createWorkflowDraft } from './workflow-draft.ts'
import { WorkflowEditor } from './workflow-editor.tsx'

export function EditWorkflowScreen() {
  const { workflowId } = useParams({ from: '/host/shell/app/workflows/$workflowId' })
  const saved = api.workflows.get.useQuery({ id: workflowId }, { refetchOnWindowFocus: false })
  if (saved.isPending) return <EditorSkeleton />
  if (saved.isSuccess) return <EditWorkflow key={workflowId} saved={saved.data} />
  const error = readApiError(saved.error)
  return (
    <ErrorState
      title={error.retryable ? 'The workflow could not be loaded' : 'There is no such workflow'}
      message={error.retryable ? error.message : 'It may have been deleted.'}
      {...(error.retryable ? { onRetry: () => void saved.refetch() } : {})}
    />
  )
}

function EditWorkflow({ saved }: { saved: Workflow }) {
  const utils = api.useUtils()
  const update = api.workflows.update.useMutation({
    onSuccess: async (workflow) => {
      utils.workflows.get.setData({ id: workflow.id }, workflow)
      await utils.workflows.list.invalidate()
      notify.success('Saved')
    },
  })
  const initial = useMemo(() => createWorkflowDraft(saved), [saved])
  return (
    <WorkflowEditor
      title={saved.name}
      initial={initial}
      isSaving={update.isPending}
      error={update.error === null ? null : readApiError(update.error)}
      onSave={(input) => update.mutate({ id: saved.id, ...input })}
      actions={<DeleteWorkflow workflow={saved} />}
    />
  )
}
