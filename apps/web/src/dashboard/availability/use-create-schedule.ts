import { useNavigate } from '@tanstack/react-router'
import { api } from '../../lib/api-client.ts'
import { readApiError } from '../../lib/read-api-error.ts'
import { notify } from '../../ui/notify.ts'
import { useProfile } from '../use-profile.ts'
import { eachWeekday } from './weekdays.ts'

const officeHours = eachWeekday((weekday) =>
  weekday === 'saturday' || weekday === 'sunday' ? [] : [{ start: '09:00', end: '17:00' }],
)

/** Makes a schedule of office hours in the host's zone and opens it to be changed. */
export function useCreateSchedule() {
  const utils = api.useUtils()
  const navigate = useNavigate()
  const { timeZone } = useProfile()
  const create = api.schedules.create.useMutation({
    onSuccess: async ({ id }) => {
      await utils.schedules.list.invalidate()
      await navigate({ to: '/app/availability/$scheduleId', params: { scheduleId: id } })
    },
    onError: (error) => notify.failure(readApiError(error).message),
  })
  const run = () => create.mutate({ name: 'New schedule', timeZone, weeklyHours: officeHours })
  return { run, isPending: create.isPending }
}
