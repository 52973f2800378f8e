import type { Schedule } from '@rendez/contract'
import { api } from '../../lib/api-client.ts'
import { readApiError } from '../../lib/read-api-error.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { Loading, Skeleton } from '../../ui/skeleton.tsx'
import { isScheduleSound, readScheduleDraft } from '../availability/schedule-draft.ts'
import { useScheduleDraft } from '../availability/use-schedule-draft.ts'
import { WeekFields } from '../availability/week-fields.tsx'
import { useUpdateProfile } from '../profile/use-update-profile.ts'
import { TimeZonePicker } from '../time-zone-picker.tsx'
import { useProfile } from '../use-profile.ts'
import { StepCard, type StepProps } from './step-card.tsx'
import { useStepProblems } from './use-step-problems.ts'

/** When the host can be booked: zone and weekly hours of the default schedule, the host's zone too. */
export function HoursStep({ onDone }: StepProps) {
  const list = api.schedules.list.useQuery(undefined, { refetchOnWindowFocus: false })
  const schedule = list.data?.find(({ isDefault }) => isDefault)
  if (schedule !== undefined) return <HoursForm schedule={schedule} onDone={onDone} />
  if (list.isPending) {
    return (
      <Loading label="Loading your hours">
        <Skeleton className="h-[40rem] rounded-card" />
      </Loading>
    )
  }
  return (
    <ErrorState
      title="Your hours could not be loaded"
      message={readApiError(list.error).message}
      onRetry={() => void list.refetch()}
      isRetrying={list.isFetching}
    />
  )
}

function HoursForm({ schedule, onDone }: StepProps & { schedule: Schedule }) {
  const { timeFormat } = useProfile()
  const utils = api.useUtils()
  const { draft, setDraft } = useScheduleDraft(schedule)
  const updateProfile = useUpdateProfile(() => undefined)
  const update = api.schedules.update.useMutation({
    onSuccess: async ({ timeZone }) => {
      await utils.schedules.list.invalidate()
      if (timeZone !== schedule.timeZone) await updateProfile.mutateAsync({ timeZone })
      onDone()
    },
  })
  const save = () => {
    if (isScheduleSound(draft)) update.mutate({ id: schedule.id, ...readScheduleDraft(draft) })
  }
  return (
    <StepCard
      title="When can people book you?"
      lead="Type the hours as you say them, such as 9-12:30 or 9am-5pm."
      isSaving={update.isPending}
      {...useStepProblems(update.error ?? updateProfile.error)}
      onSubmit={save}
      onSkip={() => onDone()}
    >
      <TimeZonePicker
        label="Time zone"
        name="timeZone"
        value={draft.timeZone}
        onChange={(timeZone) => setDraft((now) => ({ ...now, timeZone }))}
        timeFormat={timeFormat}
      />
      <WeekFields week={draft.week} onChange={(change) => setDraft((now) => change(now))} />
    </StepCard>
  )
}
