import { useNavigate } from '@tanstack/react-router'
import { Shapes } from 'lucide-react'
import { useMemo } from 'react'
import { api } from '../../lib/api-client.ts'
import { readApiError } from '../../lib/read-api-error.ts'
import { ButtonLink } from '../../ui/button-link.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { notify } from '../../ui/notify.ts'
import { EditorSkeleton } from '../meeting-types/editor-skeleton.tsx'
import { emptyWorkflow } from './workflow-draft.ts'
import { WorkflowEditor } from './workflow-editor.tsx'

export function NewWorkflowScreen() {
  const meetingTypes = api.meetingTypes.list.useQuery()
  if (meetingTypes.isPending) return <EditorSkeleton />
  if (meetingTypes.isError) {
    return (
      <ErrorState
        title="Your meeting types could not be loaded"
        message={readApiError(meetingTypes.error).message}
        onRetry={() => void meetingTypes.refetch()}
        isRetrying={meetingTypes.isFetching}
      />
    )
  }
  const [first] = meetingTypes.data
  if (first === undefined) return <NeedsMeetingType />
  return <NewWorkflow meetingTypeId={first.id} />
}

const NeedsMeetingType = () => (
  <EmptyState
    icon={Shapes}
    title="First a meeting type"
    headingLevel={1}
    action={
      <ButtonLink href="/app/meeting-types/new" variant="primary">
        New meeting type
      </ButtonLink>
    }
  >
    A workflow belongs to a meeting type, and you have none yet.
  </EmptyState>
)

function NewWorkflow({ meetingTypeId }: { meetingTypeId: string }) {
  const utils = api.useUtils()
  const navigate = useNavigate()
  const initial = useMemo(() => emptyWorkflow(meetingTypeId), [meetingTypeId])
  const create = api.workflows.create.useMutation({
    onSuccess: async ({ name }) => {
      await utils.workflows.list.invalidate()
      notify.success(`${name} is saved`)
      await navigate({ to: '/app/workflows', ignoreBlocker: true })
    },
  })
  return (
    <WorkflowEditor
      title="New workflow"
      initial={initial}
      isNew
      isSaving={create.isPending}
      error={create.error === null ? null : readApiError(create.error)}
      onSave={(input) => create.mutate(input)}
    />
  )
}
