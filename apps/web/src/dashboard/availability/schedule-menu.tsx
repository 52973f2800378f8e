import type { Schedule } from '@rendez/contract'
import { useNavigate } from '@tanstack/react-router'
import { Ellipsis, Pencil, Star, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../lib/api-client.ts'
import { readApiError } from '../../lib/read-api-error.ts'
import { catchFocus, focusFallback } from '../../ui/catch-focus.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuAction, MenuSeparator } from '../../ui/menu.tsx'
import { notify } from '../../ui/notify.ts'

/** What can be done with a whole schedule. */
export function ScheduleMenu({
  schedule,
  isOpen = false,
}: {
  schedule: Schedule
  isOpen?: boolean
}) {
  const utils = api.useUtils()
  const [deleting, setDeleting] = useState(false)
  const label = `Actions for ${schedule.name}`
  const update = api.schedules.update.useMutation({
    onSuccess: async ({ name }) => {
      await utils.schedules.list.invalidate()
      notify.success(`${name} is the default now`)
    },
    onError: (error) => notify.failure(readApiError(error).message),
  })
  return (
    <>
      <Menu label={label} trigger={<IconButton icon={Ellipsis} label={label} />}>
        {!isOpen && (
          <MenuAction icon={Pencil} label="Edit" href={`/app/availability/${schedule.id}`} />
        )}
        {!schedule.isDefault && (
          <MenuAction
            icon={Star}
            label="Make it the default"
            onAction={() => update.mutate({ id: schedule.id, isDefault: true })}
          />
        )}
        <MenuSeparator />
        <MenuAction icon={Trash2} label="Delete" isDangerous onAction={() => setDeleting(true)} />
      </Menu>
      <DeleteSchedule schedule={schedule} isOpen={deleting} onClose={() => setDeleting(false)} />
    </>
  )
}

type DeleteProps = { schedule: Schedule; isOpen: boolean; onClose: () => void }

function DeleteSchedule({ schedule, isOpen, onClose }: DeleteProps) {
  const utils = api.useUtils()
  const navigate = useNavigate()
  const remove = api.schedules.remove.useMutation({
    onSuccess: async () => {
      onClose()
      catchFocus(focusFallback)
      await navigate({ to: '/app/availability', ignoreBlocker: true })
      await utils.schedules.list.invalidate()
      notify.success(`${schedule.name} is deleted`)
    },
    onError: (error) => {
      onClose()
      notify.failure(readApiError(error).message)
    },
  })
  return (
    <ConfirmDialog
      title={`Delete ${schedule.name}?`}
      isOpen={isOpen}
      onClose={onClose}
      onConfirm={() => remove.mutate({ id: schedule.id })}
      isPending={remove.isPending}
      confirmLabel="Delete"
    >
      Its hours and dates are lost. Meetings that are already booked stay as they are.
    </ConfirmDialog>
  )
}
