import { useBlocker } from '@tanstack/react-router'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'

/** Asks before changes that are not saved are left behind, by a link as well as by closing the tab. */
export function UnsavedChangesGuard({ isChanged }: { isChanged: boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: () => isChanged,
    enableBeforeUnload: () => isChanged,
    withResolver: true,
  })
  const isAsking = blocker.status === 'blocked'
  return (
    <ConfirmDialog
      title="Leave without saving?"
      isOpen={isAsking}
      onClose={() => isAsking && blocker.reset()}
      onConfirm={() => isAsking && blocker.proceed()}
      confirmLabel="Leave"
      cancelLabel="Stay"
    >
      Your changes on this page are not saved and will be lost.
    </ConfirmDialog>
  )
}
