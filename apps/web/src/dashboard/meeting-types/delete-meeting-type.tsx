import type { MeetingType } from '@rendez/contract'
import { api } from '../../lib/api-client.ts'
import { readApiError } from '../../lib/read-api-error.ts'
import { catchFocus, focusFallback } from '../../ui/catch-focus.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { notify } from '../../ui/notify.ts'

type Props = {
  meetingType: MeetingType
  isOpen: boolean
  onClose: () => void
  onDeleted?: () => void
}

export function DeleteMeetingType({ meetingType, isOpen, onClose, onDeleted }: Props) {
  const utils = api.useUtils()
  const remove = api.meetingTypes.remove.useMutation({
    onSuccess: async () => {
      await utils.meetingTypes.list.invalidate()
      notify.success(`${meetingType.name} is deleted`)
      onClose()
      catchFocus(focusFallback)
      onDeleted?.()
    },
    onError: (error) => notify.failure(readApiError(error).message),
  })
  return (
    <ConfirmDialog
      title={`Delete ${meetingType.name}?`}
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={() => remove.mutate({ id: meetingType.id })}
      isPending={remove.isPending}
      confirmLabel="Delete"
    >
      Its link stops working at once. Meetings that are already booked stay as they are. To pause it
      instead, switch it off.
    </ConfirmDialog>
  )
}
