import type { MeetingType } from '@rendez/contract'
import { api } from '../../lib/api-client.ts'
import { readApiError } from '../../lib/read-api-error.ts'
import { notify } from '../../ui/notify.ts'
import { Switch } from '../../ui/switch.tsx'

/** Opens and closes a meeting type for bookings; shows the wish at once and takes it back if refused. */
export function ActiveSwitch({ meetingType }: { meetingType: MeetingType }) {
  const utils = api.useUtils()
  const show = (active: boolean) =>
    utils.meetingTypes.list.setData(undefined, (list) =>
      list?.map((entry) => (entry.id === meetingType.id ? { ...entry, active } : entry)),
    )
  const update = api.meetingTypes.update.useMutation({
    onMutate: ({ active }) => active !== undefined && show(active),
    onSuccess: ({ name, active }) =>
      notify.success(active ? `${name} takes bookings again` : `${name} takes no more bookings`),
    onError: (error) => {
      show(meetingType.active)
      notify.failure(readApiError(error).message)
    },
    onSettled: () => utils.meetingTypes.invalidate(),
  })
  return (
    <Switch
      aria-label={`${meetingType.name} takes bookings`}
      isSelected={meetingType.active}
      onChange={(active) => update.mutate({ id: meetingType.id, active })}
    >
      <span aria-hidden className="text-sm text-muted">
        {meetingType.active ? 'Active' : 'Off'}
      </span>
    </Switch>
  )
}
