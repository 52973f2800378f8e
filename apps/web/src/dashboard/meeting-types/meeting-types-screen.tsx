import { Plus, Shapes } from 'lucide-react'
import { api } from '../../lib/api-client.ts'
import { readApiError } from '../../lib/read-api-error.ts'
import { ButtonLink } from '../../ui/button-link.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { MeetingTypeCard } from './meeting-type-card.tsx'

/** What guests can book, one card each. */
export function MeetingTypesScreen() {
  return (
    <>
      <PageHeader
        title="Meeting types"
        description="What people can book with you. Each has a link of its own."
        actions={
          <ButtonLink href="/app/meeting-types/new" variant="primary">
            <Plus aria-hidden className="size-4" />
            New meeting type
          </ButtonLink>
        }
      />
      <MeetingTypeCards />
    </>
  )
}

const cards = 'grid gap-4 sm:grid-cols-2 xl:grid-cols-3'

function MeetingTypeCards() {
  const list = api.meetingTypes.list.useQuery()
  if (list.isPending) {
    return (
      <Loading label="Loading your meeting types">
        <div className={cards}>
          {[1, 2, 3].map((key) => (
            <Skeleton key={key} className="h-52 rounded-card" />
          ))}
        </div>
      </Loading>
    )
  }
  if (list.isError) {
    return (
      <ErrorState
        title="Your meeting types could not be loaded"
        message={readApiError(list.error).message}
        onRetry={() => void list.refetch()}
        isRetrying={list.isFetching}
      />
    )
  }
  if (list.data.length === 0) {
    return (
      <EmptyState
        icon={Shapes}
        title="No meeting types yet"
        action={
          <ButtonLink href="/app/meeting-types/new" variant="primary">
            Create the first one
          </ButtonLink>
        }
      >
        A meeting type says how long you meet, where, and when it can be booked.
      </EmptyState>
    )
  }
  return (
    <ul className={cards}>
      {list.data.map((meetingType) => (
        <MeetingTypeCard key={meetingType.id} meetingType={meetingType} />
      ))}
    </ul>
  )
}
