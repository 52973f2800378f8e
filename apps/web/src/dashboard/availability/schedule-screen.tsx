import { useParams } from '@tanstack/react-router'
import { api } from '../../lib/api-client.ts'
import { readApiError } from '../../lib/read-api-error.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { ScheduleEditor } from './schedule-editor.tsx'

export function ScheduleScreen() {
  const { scheduleId } = useParams({ from: '/host/shell/app/availability/$scheduleId' })
  const list = api.schedules.list.useQuery(undefined, { refetchOnWindowFocus: false })
  if (list.isPending) return <ScheduleSkeleton />
  if (list.isError) {
    return (
      <ErrorState
        title="The schedule could not be loaded"
        message={readApiError(list.error).message}
        onRetry={() => void list.refetch()}
        isRetrying={list.isFetching}
      />
    )
  }
  const schedule = list.data.find(({ id }) => id === scheduleId)
  if (schedule === undefined) {
    return <ErrorState title="There is no such schedule" message="It may have been deleted." />
  }
  return <ScheduleEditor key={scheduleId} schedule={schedule} />
}

const ScheduleSkeleton = () => (
  <Loading label="Loading the schedule">
    <Skeleton className="mb-6 h-9 w-64" />
    <div className="schedule-columns">
      <Skeleton className="h-[34rem] rounded-card" />
      <Skeleton className="h-[34rem] rounded-card" />
    </div>
  </Loading>
)
