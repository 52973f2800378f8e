import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Dialog, DialogActions } from './dialog.tsx'

type Props = {
  title: string
  isOpen: boolean
  onClose: () => void
  onConfirm: () => void
  confirmLabel: string
  cancelLabel?: string
  isPending?: boolean
  isDangerous?: boolean
  /** What will happen, in a sentence or two. */
  children: ReactNode
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog(props: Props) {
  const { title, isOpen, onClose, onConfirm, confirmLabel, cancelLabel = 'Keep it' } = props
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose} role="alertdialog">
      <div className="mt-2 text-muted">{props.children}</div>
      <DialogActions>
        <Button onPress={onClose}>{cancelLabel}</Button>
        <Button
          variant={props.isDangerous === false ? 'primary' : 'danger'}
          onPress={onConfirm}
          isPending={props.isPending ?? false}
        >
          {confirmLabel}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
