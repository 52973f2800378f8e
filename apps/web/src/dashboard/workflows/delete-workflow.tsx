import type { Workflow } from '@rendez/contract'
import { useNavigate } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../lib/api-client.ts'
import { readApiError } from '../../lib/read-api-error.ts'
import { catchFocus, focusFallback } from '../../ui/catch-focus.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { notify } from '../../ui/notify.ts'

/** The button, and the question that comes first. */
export function DeleteWorkflow({ workflow }: { workflow: Workflow }) {
  const utils = api.useUtils()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const remove = api.workflows.remove.useMutation({
    onSuccess: async () => {
      await utils.workflows.list.invalidate()
      notify.success(`${workflow.name} is deleted`)
      setAsking(false)
      catchFocus(focusFallback)
      await navigate({ to: '/app/workflows', ignoreBlocker: true })
    },
    onError: (error) => notify.failure(readApiError(error).message),
  })
  return (
    <>
      <IconButton icon={Trash2} label={`Delete ${workflow.name}`} onPress={() => setAsking(true)} />
      <ConfirmDialog
        title={`Delete ${workflow.name}?`}
        isOpen={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => remove.mutate({ id: workflow.id })}
        isPending={remove.isPending}
        confirmLabel="Delete"
      >
        Its messages that wait are not sent any more. To pause it instead, switch it off.
      </ConfirmDialog>
    </>
  )
}
