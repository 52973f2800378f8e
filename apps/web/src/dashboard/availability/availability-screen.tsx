import { CalendarClock, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { api } from '../../lib/api-client.ts'
import { readApiError } from '../../lib/read-api-error.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { ScheduleCard } from './schedule-card.tsx'
import { useCreateSchedule } from './use-create-schedule.ts'

/** The host's schedules: named sets of hours that meeting types go by. */
export function AvailabilityScreen() {
  const create = useCreateSchedule()
  const newButton = (
    <Button variant="primary" onPress={create.run} isPending={create.isPending}>
      <Plus aria-hidden className="size-4" />
      New schedule
    </Button>
  )
  return (
    <>
      <PageHeader
        title="Availability"
        description="The hours in which people can book you. Meeting types use the default schedule unless they choose another."
        actions={newButton}
      />
      <Schedules newButton={newButton} />
    </>
  )
}

const cards = 'grid gap-4 md:grid-cols-2'

function Schedules({ newButton }: { newButton: ReactNode }) {
  const list = api.schedules.list.useQuery()
  if (list.isPending) {
    return (
      <Loading label="Loading your schedules">
        <div className={cards}>
          <Skeleton className="h-44 rounded-card" />
        </div>
      </Loading>
    )
  }
  if (list.isError) {
    return (
      <ErrorState
        title="Your schedules could not be loaded"
        message={readApiError(list.error).message}
        onRetry={() => void list.refetch()}
        isRetrying={list.isFetching}
      />
    )
  }
  if (list.data.length === 0) {
    return (
      <EmptyState icon={CalendarClock} title="No schedules yet" action={newButton}>
        A schedule says on which days and in which hours you can be booked.
      </EmptyState>
    )
  }
  return (
    <ul className={cards}>
      {list.data.map((schedule) => (
        <ScheduleCard key={schedule.id} schedule={schedule} />
      ))}
    </ul>
  )
}
