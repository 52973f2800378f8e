import type { Schedule } from '@rendez/contract'
import { type FormEvent, useRef } from 'react'
import { api } from '../../lib/api-client.ts'
import { fieldProblems, readApiError } from '../../lib/read-api-error.ts'
import { focusFirstProblem } from '../../ui/focus-first-problem.ts'
import { Form } from '../../ui/form.tsx'
import { FormMessage } from '../../ui/form-message.tsx'
import { notify } from '../../ui/notify.ts'
import { BackLink } from '../back-link.tsx'
import { SaveBar } from '../save-bar.tsx'
import { PageHeader } from '../shell/page-header.tsx'
import { UnsavedChangesGuard } from '../unsaved-changes-guard.tsx'
import { DateOverridesSection } from './date-overrides-section.tsx'
import { isScheduleSound, readScheduleDraft } from './schedule-draft.ts'
import { ScheduleMenu } from './schedule-menu.tsx'
import { ScheduleNameSection } from './schedule-name-section.tsx'
import { useScheduleDraft } from './use-schedule-draft.ts'
import { WeekSection } from './week-section.tsx'

function useSaveSchedule() {
  const utils = api.useUtils()
  return api.schedules.update.useMutation({
    onSuccess: (saved) => {
      utils.schedules.list.setData(undefined, (list) =>
        list?.map((schedule) => (schedule.id === saved.id ? saved : schedule)),
      )
      notify.success('Saved')
    },
  })
}

/** Weekly hours typed or drawn, dates with other hours, zone and name: saved together. */
export function ScheduleEditor({ schedule }: { schedule: Schedule }) {
  const { draft, setDraft, isChanged, discard } = useScheduleDraft(schedule)
  const update = useSaveSchedule()
  const form = useRef<HTMLFormElement>(null)
  const error = update.error === null ? null : readApiError(update.error)
  const problems = error === null ? {} : fieldProblems(error)
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (!isScheduleSound(draft)) return focusFirstProblem(form.current)
    update.mutate({ id: schedule.id, ...readScheduleDraft(draft) })
  }
  const fields = { draft, setDraft }
  return (
    <Form ref={form} onSubmit={save} problems={problems}>
      <BackLink to="/app/availability">Availability</BackLink>
      <PageHeader
        title={schedule.name}
        actions={<ScheduleMenu schedule={schedule} isOpen />}
        {...(schedule.isDefault
          ? {
              description:
                'Your default schedule: meeting types use it unless they choose another.',
            }
          : {})}
      />
      <div className="grid grid-cols-1 gap-4">
        <FormMessage>{error?.message ?? null}</FormMessage>
        <ScheduleNameSection {...fields} />
        <WeekSection {...fields} />
        <DateOverridesSection {...fields} />
      </div>
      <SaveBar isShown={isChanged} isSaving={update.isPending} onDiscard={discard} />
      <UnsavedChangesGuard isChanged={isChanged} />
    </Form>
  )
}
