import { Plus, Workflow as WorkflowIcon } from 'lucide-react'
import { api } from '../../lib/api-client.ts'
import { readApiError } from '../../lib/read-api-error.ts'
import { ButtonLink } from '../../ui/button-link.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { WorkflowCard } from './workflow-card.tsx'

/** The host's own messages: which, when and to whom. */
export const WorkflowsScreen = () => (
  <>
    <PageHeader
      title="Workflows"
      description="Messages of yours that are sent by themselves: how to prepare, thank you, how was it?"
      actions={
        <ButtonLink href="/app/workflows/new" variant="primary">
          <Plus aria-hidden className="size-4" />
          New workflow
        </ButtonLink>
      }
    />
    <WorkflowCards />
  </>
)

const cards = 'grid gap-4 md:grid-cols-2'

function WorkflowCards() {
  const list = api.workflows.list.useQuery()
  const meetingTypes = api.meetingTypes.list.useQuery()
  if (list.isPending || meetingTypes.isPending) {
    return (
      <Loading label="Loading your workflows">
        <div className={cards}>
          {[1, 2].map((key) => (
            <Skeleton key={key} className="h-44 rounded-card" />
          ))}
        </div>
      </Loading>
    )
  }
  if (list.isError || meetingTypes.isError) {
    return (
      <ErrorState
        title="Your workflows could not be loaded"
        message={readApiError(list.error ?? meetingTypes.error).message}
        onRetry={() => void Promise.all([list.refetch(), meetingTypes.refetch()])}
        isRetrying={list.isFetching || meetingTypes.isFetching}
      />
    )
  }
  if (list.data.length === 0) {
    return (
      <EmptyState
        icon={WorkflowIcon}
        title="No workflows yet"
        action={
          <ButtonLink href="/app/workflows/new" variant="primary">
            Create the first one
          </ButtonLink>
        }
      >
        A workflow sends a mail or an SMS of yours when something is booked, moved or cancelled, or
        around a meeting. Reminders are set in each meeting type.
      </EmptyState>
    )
  }
  return (
    <ul className={cards}>
      {list.data.map((workflow) => (
        <WorkflowCard
          key={workflow.id}
          workflow={workflow}
          meetingType={meetingTypes.data.find(({ id }) => id === workflow.meetingTypeId)}
        />
      ))}
    </ul>
  )
}
